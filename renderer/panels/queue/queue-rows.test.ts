import { describe, expect, test } from 'vitest';
import type { QueueCall } from '#domain/calls/call.ts';
import { oldestWaiting, queueRows } from './queue-rows.ts';
import { waitingLevel } from './waiting-level.ts';

const nowMs = 1_000_000;

function call(id: string, parts: Partial<QueueCall> = {}): QueueCall {
  return {
    id,
    sourceId: 'tel',
    state: 'queued',
    sinceMs: nowMs - 5_000,
    caller: { raw: '0812', e164: null, name: null, anonymous: false },
    queue: 'q112',
    position: 1,
    priority: 0,
    joinedAtMs: nowMs - 5_000,
    offeredTo: [],
    agent: null,
    answeredAtMs: null,
    transferFrom: null,
    agentGoneAtMs: null,
    endedAtMs: null,
    outcome: null,
    callbackNeeded: false,
    epoch: 'e',
    seq: 1,
    historyIncomplete: false,
    exercise: false,
    claim: null,
    location: null,
    standing: null,
    ...parts,
  };
}

const claimedBy = (station: string): QueueCall['claim'] => ({
  callId: 'x',
  answeredBy: 'Siti',
  answeredStation: station,
  answeredAtMs: nowMs - 1_000,
  incidentId: null,
  disposition: null,
  closedBy: null,
  closedAtMs: null,
  callBacks: [],
});

describe('the queue', () => {
  test('puts what was answered here on top, then the longest waiting', () => {
    const rows = queueRows(
      [
        call('new', { joinedAtMs: nowMs - 1_000 }),
        call('elsewhere', { claim: claimedBy('S9') }),
        call('old', { joinedAtMs: nowMs - 9_000 }),
        call('mine', { claim: claimedBy('S2') }),
      ],
      'S2',
      nowMs,
    );
    expect(rows.map((row) => `${row.call.id} ${row.kind}`)).toEqual(['mine mine', 'old waiting', 'new waiting', 'elsewhere elsewhere']);
    expect(oldestWaiting(rows)?.id).toBe('old');
  });

  test('does not offer a call that the telephone system connected elsewhere', () => {
    expect(queueRows([call('a', { state: 'answered', agent: '103' })], 'S2', nowMs).map((row) => row.kind)).toEqual(['elsewhere']);
  });

  test('keeps ended calls in sight for minutes, those to call back for longer', () => {
    const ended = { state: 'ended', endedAtMs: nowMs - 6 * 60_000 } as const;
    const rows = queueRows(
      [
        call('just', { state: 'ended', endedAtMs: nowMs - 60_000 }),
        call('past', ended),
        call('back', { ...ended, state: 'abandoned', callbackNeeded: true }),
        call('long past', { state: 'abandoned', endedAtMs: nowMs - 3_600_000, callbackNeeded: true }),
      ],
      'S2',
      nowMs,
    );
    expect(rows.map((row) => `${row.call.id} ${row.kind}`)).toEqual(['back call-back', 'just gone']);
  });
});

test.each([
  [0, 'fresh'],
  [7_999, 'fresh'],
  [8_000, 'amber'],
  [11_999, 'amber'],
  [12_000, 'red'],
] as const)('a wait of %i ms is %s', (waitedMs, level) => {
  expect(waitingLevel(waitedMs)).toBe(level);
});
