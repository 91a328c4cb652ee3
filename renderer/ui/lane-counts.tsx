import { complaintClock } from '#domain/complaints/complaint-clock.ts';
import { isOver } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../i18n/areas/complaints.ts';
import { useText } from '../i18n/use-text.ts';
import { useLatest } from '../state/use-latest.ts';
import { useNow } from '../state/use-now.ts';
import { Badge } from './badge.tsx';
import { KeyCap } from './key-cap.tsx';

/** What waits in the lane of complaints while incidents are shown, with the key that shows it. */
export function ComplaintCount() {
  const text = useText(complaintsText);
  const nowMs = useNow();
  const complaints = useLatest('complaints');
  const open = [...complaints.byKey.values()].filter((complaint) => !isOver(complaint));
  const late = open.filter((complaint) => {
    const clock = complaintClock(complaint, nowMs);
    return clock.kind === 'running' && clock.level === 'late';
  });
  return (
    <>
      <Badge mark={late.length > 0 ? { shape: 'triangle', tone: 'amber' } : { shape: 'square', tone: 'violet' }} word={text.openCount(open.length, late.length)} />
      <KeyCap action="focus-complaints" />
    </>
  );
}

/** Open incidents while complaints are shown, with the key that shows them. */
export function IncidentCount() {
  const text = useText(complaintsText);
  const incidents = useLatest('incidents');
  const open = [...incidents.byKey.values()].filter(({ status }) => status === 'open');
  return (
    <>
      <Badge mark={{ shape: 'diamond', tone: 'plain' }} word={text.incidentCount(open.length)} />
      <KeyCap action="focus-incidents" />
    </>
  );
}
