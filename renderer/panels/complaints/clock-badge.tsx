import { complaintClock } from '#domain/complaints/complaint-clock.ts';
import type { Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { coarseAgeText } from '../../ui/age-text.ts';
import { Badge, type Mark } from '../../ui/badge.tsx';

const levelMark: Readonly<Record<'ample' | 'near' | 'late', Mark>> = {
  ample: { shape: 'ring', tone: 'grey' },
  near: { shape: 'half', tone: 'amber' },
  late: { shape: 'triangle', tone: 'amber' },
};

/** How much of the promised time is left, or how it ended, by shape and word. */
export function ClockBadge({ complaint }: { readonly complaint: Pick<Complaint, 'openedAtMs' | 'dueAtMs' | 'stoppedAtMs'> }) {
  const text = useText(complaintsText);
  const language = usePreference('language');
  const clock = complaintClock(complaint, useNow());
  if (clock.kind === 'stopped') return <Badge mark={clock.inTime ? { shape: 'disc', tone: 'green' } : { shape: 'cross', tone: 'grey' }} word={clock.inTime ? text.inTime : text.tooLate} />;
  const time = coarseAgeText(Math.abs(clock.leftMs), language);
  return <Badge mark={levelMark[clock.level]} word={clock.level === 'late' ? text.late(time) : text.left(time)} />;
}
