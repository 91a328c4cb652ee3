import type { Complaint } from './complaint.ts';

/** Where a complaint stands against the time that was promised. */
export type ComplaintClock =
  /** `near`: the last quarter of the time. */
  | { readonly kind: 'running'; readonly level: 'ample' | 'near' | 'late'; /** Below 0 once it is late. */ readonly leftMs: number }
  | { readonly kind: 'stopped'; readonly inTime: boolean; readonly atMs: number };

/** The clock runs without a pause from the opening until the agency has answered or the complaint is over; reopened, it goes on as if it never stood. */
export function complaintClock({ openedAtMs, dueAtMs, stoppedAtMs }: Pick<Complaint, 'openedAtMs' | 'dueAtMs' | 'stoppedAtMs'>, nowMs: number): ComplaintClock {
  if (stoppedAtMs !== null) return { kind: 'stopped', inTime: stoppedAtMs <= dueAtMs, atMs: stoppedAtMs };
  const leftMs = dueAtMs - nowMs;
  const level = leftMs < 0 ? 'late' : leftMs <= (dueAtMs - openedAtMs) / 4 ? 'near' : 'ample';
  return { kind: 'running', level, leftMs };
}
