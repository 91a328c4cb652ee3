import { useMemo } from 'react';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { disputedIncidents } from '../../state/conflict-sides.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { ComplaintCount } from '../../ui/lane-counts.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { inListOrder } from './incident-order.ts';
import { IncidentRow } from './incident-row.tsx';
import { TransmissionDrop } from './transmission-drop.tsx';

/** Every incident the station knows, the most urgent on top. The chosen one shows in the detail beside it. */
export function IncidentListPanel() {
  const text = useText(incidentsText);
  const incidents = useLatest('incidents');
  const conflicts = useLatest('conflicts');
  const face = useFace(incidents);
  const { selectedIncidentId } = useSession();
  const changeSession = useChangeSession();
  const ordered = useMemo(() => inListOrder(incidents.byKey.values()), [incidents.byKey]);
  const disputed = useMemo(() => disputedIncidents(conflicts.byKey.values()), [conflicts.byKey]);
  const open = ordered.filter((incident) => incident.status === 'open').length;
  return (
    <PanelFrame
      name="incidents"
      title={text.listTitle}
      count={open}
      face={face}
      focusAction="focus-incidents"
      actions={<ComplaintCount />}
      empty={ordered.length === 0 ? { sentence: text.empty, hint: text.emptyHint } : undefined}
    >
      <VirtualList
        label={text.list}
        items={ordered}
        keyOf={(incident) => incident.id}
        rowHeight={46}
        selectedKey={selectedIncidentId}
        onSelect={(incident) => changeSession({ selectedIncidentId: incident.id })}
        renderRow={(incident) => (
          <TransmissionDrop incident={incident} look="row">
            <IncidentRow incident={incident} disputed={disputed.has(incident.id)} />
          </TransmissionDrop>
        )}
      />
    </PanelFrame>
  );
}
