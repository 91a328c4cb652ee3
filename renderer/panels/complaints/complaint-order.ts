import { isOver, type Complaint } from '#domain/complaints/complaint.ts';

type Ordered = Pick<Complaint, 'id' | 'status' | 'dueAtMs' | 'stoppedAtMs' | 'overAtMs'>;

/** What must be acted on first on top: by the time that was promised; then what the agency has answered, then what is over, the latest on top. */
export function inDueOrder<Item extends Ordered>(complaints: Iterable<Item>): readonly Item[] {
  return [...complaints].sort(
    (left, right) => rank(left) - rank(right) || within(left, right) || (left.id < right.id ? -1 : 1),
  );
}

function rank(complaint: Ordered): number {
  return isOver(complaint) ? 2 : complaint.stoppedAtMs === null ? 0 : 1;
}

function within(left: Ordered, right: Ordered): number {
  return isOver(left) ? (right.overAtMs ?? 0) - (left.overAtMs ?? 0) : left.dueAtMs - right.dueAtMs;
}
