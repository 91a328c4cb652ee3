import { expect, test } from 'vitest';
import { inDueOrder } from './complaint-order.ts';

const complaint = (id: string, dueAtMs: number, more: { status?: 'assigned' | 'answered' | 'closed' | 'upgraded'; stoppedAtMs?: number; overAtMs?: number } = {}) => ({
  id, status: 'assigned' as const, dueAtMs, stoppedAtMs: null, overAtMs: null, ...more,
});

test('what is due first stands first, the answered after it, and what is over at the end with the latest on top', () => {
  const all = [
    complaint('closed', 1, { status: 'closed', stoppedAtMs: 5, overAtMs: 5 }),
    complaint('answered', 1, { status: 'answered', stoppedAtMs: 3 }),
    complaint('tomorrow', 90),
    complaint('late', 10),
    complaint('upgraded', 80, { status: 'upgraded', stoppedAtMs: 9, overAtMs: 9 }),
    complaint('today', 20),
  ];
  expect(inDueOrder(all).map(({ id }) => id)).toEqual(['late', 'today', 'tomorrow', 'answered', 'upgraded', 'closed']);
});
