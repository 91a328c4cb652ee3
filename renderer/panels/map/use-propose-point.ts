import { useCallback, useState } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import type { LongitudeLatitude } from '../../map/map-keys.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { pointText } from './point-text.ts';

/** A hand on a map hits no better than this. */
const pointedRadiusM = 250;

/** Offers a point of the map to the incident form, with the island it lies on; `failure` says why that was not possible. */
export function useProposePoint(): { propose: (point: LongitudeLatitude, radiusM?: number) => void; failure: string | null } {
  const ask = useAsk();
  const text = useText(mapText);
  const changeSession = useChangeSession();
  const [failure, setFailure] = useState<string | null>(null);
  const propose = useCallback(
    ([longitude, latitude]: LongitudeLatitude, radiusM = pointedRadiusM) => {
      void ask('place.locate', { latitude, longitude }).then((located) => {
        setFailure(located.ok ? null : `${text.pointFailed}: ${located.sentence}`);
        const coordinates = pointText({ latitude, longitude }, text.letters);
        changeSession({
          proposedPlace: {
            text: text.pointOnMap(coordinates),
            latitude,
            longitude,
            radiusM,
            islandId: located.ok ? located.value.islandId : null,
            islandName: located.ok ? located.value.islandName : null,
            source: 'map',
          },
        });
      });
    },
    [ask, changeSession, text],
  );
  return { propose, failure };
}
