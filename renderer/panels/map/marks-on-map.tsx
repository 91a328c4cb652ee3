import { useMemo } from 'react';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { MarksLayer } from '../../map/layers/marks-layer.tsx';
import type { MapPalette } from '../../map/map-palette.ts';
import { complaintFeatures, landmarkFeatures } from '../../map/mark-features.ts';
import { nextPressed } from '../../map/next-pressed.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';

const minuteMs = 60_000;

/** What people of this site saved, and the complaints that somebody still has to act on. */
export function MarksOnMap({ palette, canPress }: { readonly palette: MapPalette; readonly canPress: boolean }) {
  const words = useText(wordsText);
  const { selectedComplaintId } = useSession();
  const changeSession = useChangeSession();
  const complaints = useLatest('complaints').byKey;
  const landmarks = useLatest('landmarks').byKey;
  const nowMs = Math.floor(useNow() / minuteMs) * minuteMs;
  const { theme } = palette;
  const complaintMarks = useMemo(
    () => complaintFeatures({ complaints: complaints.values(), chosenComplaintId: selectedComplaintId, nowMs, theme, words: words.complaintCategory }),
    [complaints, selectedComplaintId, nowMs, theme, words],
  );
  const landmarkMarks = useMemo(() => landmarkFeatures(landmarks.values(), theme), [landmarks, theme]);
  return (
    <>
      <MarksLayer name="landmarks" marks={landmarkMarks} fromZoom={10} namedFromZoom={11.5} palette={palette} onPress={ignorePress} />
      <MarksLayer
        name="complaints"
        marks={complaintMarks}
        fromZoom={0}
        namedFromZoom={10}
        palette={palette}
        onPress={(ids) => {
          if (canPress) changeSession({ selectedComplaintId: nextPressed(ids, selectedComplaintId) });
        }}
      />
    </>
  );
}

function ignorePress(): void {}
