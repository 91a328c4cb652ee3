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
  onPhone: false,
  incidentId: null,
  complaintIds: [],
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

  test('a claim that nobody confirms for 20 s is released at every seat, its own too: the call waits again and F1 takes it', () => {
    const claimed = (agoMs: number) => call('a', { claim: { ...claimedBy('S2')!, answeredAtMs: nowMs - agoMs } });
    for (const station of ['S2', 'S9']) {
      expect(queueRows([claimed(20_000)], station, nowMs).map(({ kind }) => kind)).toEqual([station === 'S2' ? 'mine' : 'elsewhere']);
      expect(oldestWaiting(queueRows([claimed(20_001)], station, nowMs))?.claim?.answeredBy).toBe('Siti');
    }
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

describe('no number is made unheard', () => {
  const junk = { number: '0812', reputation: { level: 'junk' as const, reasons: [], laterMs: 10_000 }, mute: { untilMs: nowMs + 60_000, by: 'Rudi', atMs: nowMs, reason: 'iseng' } };
  const closed = (answeredAtMs: number | null): QueueCall['claim'] => ({
    callId: 'x', answeredBy: answeredAtMs === null ? null : 'Siti', answeredStation: answeredAtMs === null ? null : 'S2', answeredAtMs, onPhone: false, incidentId: null, complaintIds: [],
    disposition: 'ghost', closedBy: 'Siti', closedAtMs: nowMs, callBacks: [],
  });

  test('by what it did before, or by a muted ring: it waits, at most 10 s further back, and F1 answers it', () => {
    const rows = queueRows([call('junk', { joinedAtMs: nowMs - 11_000, standing: junk }), call('plain', { joinedAtMs: nowMs - 2_000 }), call('newer', { joinedAtMs: nowMs - 500 })], 'S2', nowMs);
    expect(rows.map((row) => `${row.call.id} ${row.kind}`)).toEqual(['plain waiting', 'junk waiting', 'newer waiting']);
    expect(oldestWaiting(queueRows([call('junk', { standing: junk })], 'S2', nowMs))?.id).toBe('junk');
  });

  test('by closing its call: who still waits 20 s after the claim rings again, for everybody', () => {
    const kinds = (claim: QueueCall['claim'], station: string) => queueRows([call('a', { claim })], station, nowMs).map(({ kind }) => kind);
    expect(kinds(closed(nowMs - 19_000), 'S2')).toEqual(['closed']);
    for (const station of ['S2', 'S9']) expect(kinds(closed(nowMs - 20_001), station)).toEqual(['waiting']);
    expect(kinds(closed(null), 'S2')).toEqual(['waiting']);
  });
});

describe('callers who gave up', () => {
  const gaveUp = (id: string, agoMs: number, more: Partial<QueueCall> = {}): QueueCall =>
    call(id, { state: 'abandoned', endedAtMs: nowMs - agoMs, callbackNeeded: true, ...more });
  const other = { raw: '0899', e164: null, name: null, anonymous: false };
  const calledBack = (outcome: 'reached' | 'busy'): QueueCall['claim'] => ({
    callId: 'x', answeredBy: null, answeredStation: null, answeredAtMs: null, onPhone: false, incidentId: null, complaintIds: [], disposition: null, closedBy: null, closedAtMs: null,
    callBacks: [{ outcome, by: 'Siti', station: 'S2', atMs: nowMs }],
  });

  test('stand once for each number, those of three times in five minutes above the rest but below who rings', () => {
    const rows = queueRows([gaveUp('o', 1_000, { caller: other }), gaveUp('a', 700_000), gaveUp('b', 650_000), gaveUp('c', 600_000), call('rings')], 'S2', nowMs);
    expect(rows.map(({ kind, call: { id }, group }) => `${kind} ${id} ${group?.calls.length ?? '-'}`)).toEqual(['waiting rings -', 'urgent c 3', 'call-back o 1']);
  });

  test('are done with once they were reached, not when the line was busy', () => {
    expect(queueRows([gaveUp('a', 1_000, { claim: calledBack('reached') })], 'S2', nowMs).map(({ kind }) => kind)).toEqual(['gone']);
    expect(queueRows([gaveUp('a', 1_000, { claim: calledBack('busy') })], 'S2', nowMs).map(({ kind }) => kind)).toEqual(['call-back']);
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
