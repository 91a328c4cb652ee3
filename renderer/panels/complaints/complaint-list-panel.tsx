import { useMemo } from 'react';
import { isOver } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { IncidentCount } from '../../ui/lane-counts.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { inDueOrder } from './complaint-order.ts';
import { ComplaintRow } from './complaint-row.tsx';

/** Every complaint the station knows, what is due first on top. The chosen one lies open beside it. */
export function ComplaintListPanel() {
  const text = useText(complaintsText);
  const complaints = useLatest('complaints');
  const face = useFace(complaints);
  const { selectedComplaintId } = useSession();
  const changeSession = useChangeSession();
  const ordered = useMemo(() => inDueOrder(complaints.byKey.values()), [complaints.byKey]);
  return (
    <PanelFrame
      name="complaints"
      title={text.listTitle}
      count={ordered.filter((complaint) => !isOver(complaint)).length}
      face={face}
      focusAction="focus-complaints"
      empty={ordered.length === 0 ? { sentence: text.empty, hint: text.emptyHint } : undefined}
      actions={<IncidentCount />}
    >
      <VirtualList
        label={text.list}
        items={ordered}
        keyOf={(complaint) => complaint.id}
        rowHeight={46}
        selectedKey={selectedComplaintId}
        onSelect={(complaint) => changeSession({ selectedComplaintId: complaint.id })}
        renderRow={(complaint) => <ComplaintRow complaint={complaint} />}
      />
    </PanelFrame>
  );
}
