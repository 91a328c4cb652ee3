import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../state/session-context.tsx';
import type { Face } from '../../state/face.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { IncidentDetail } from './incident-detail.tsx';

/** The chosen incident. */
export function IncidentDetailPanel() {
  const text = useText(incidentsText);
  const incidents = useLatest('incidents');
  const incidentsFace = useFace(incidents);
  const { selectedIncidentId } = useSession();
  const incident = selectedIncidentId === null ? undefined : incidents.byKey.get(selectedIncidentId);
  const face: Face = selectedIncidentId === null ? { kind: 'live' } : incidentsFace;
  const empty =
    selectedIncidentId === null
      ? { sentence: text.nothingChosen, hint: text.nothingChosenHint }
      : incident === undefined
        ? { sentence: text.gone }
        : undefined;
  return (
    <PanelFrame name="incident-detail" title={text.detailTitle} face={face} focusAction="focus-detail" empty={empty}>
      {incident && <IncidentDetail key={incident.id} incident={incident} />}
    </PanelFrame>
  );
}
