import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { decodeTelephony } from './decode-telephony.ts';

const receivedAtMs = Date.UTC(2026, 10, 23, 20, 15, 0);
const settings = { sourceId: 'telephony', siteId: 'sumenep' };
const callId = 'pbx1-1795469000.7';

function heard(topic: string, body: unknown, changes: Partial<Message> = {}): Decoded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeTelephony({ topic: `cc112/v1/sumenep/${topic}`, payload: new TextEncoder().encode(text), retained: false, receivedAtMs, ...changes }, settings);
}

const joined = {
  v: 1, id: '01KAHX5T2M9Q', epoch: '2026-11-23T19:00:00Z', seq: 1, ts: '2026-11-23T20:14:59.900Z', pub_ts: '2026-11-23T20:14:59.950Z', src: 'ami:pbx1',
  type: 'queue.joined', call_id: callId, queue: 'q112', position: 2, count: 2, priority: 0,
  caller: { raw: '0817300123', e164: '+62817300123', name: 'Bu Siti', anonymous: false },
};
const answered = {
  v: 1, epoch: '2026-11-23T19:00:00.000Z', seq: 3, ts: '2026-11-23T20:14:58.000Z', call_id: callId, state: 'answered', since: '2026-11-23T20:14:58.000Z',
  caller: { raw: '0817300123', anonymous: false }, did: '112', queue: 'q112', position: null, priority: 0, joined_at: '2026-11-23T20:14:50.000Z',
  offered: [], agent: '101', answered_at: '2026-11-23T20:14:58.000Z', held: false, callback_needed: false, history_incomplete: false, exercise: false,
};
const eventTopic = `tel/calls/${callId}/event`;
const stateTopic = `tel/calls/${callId}/state`;
const online = { v: 1, status: 'online', epoch: '2026-11-23T19:00:00Z', ts: '2026-11-23T19:00:01Z' };
const beat = { v: 1, ts: '2026-11-23T20:14:59.000Z', seq: 12 };

describe('call events', () => {
  test('carry what the contract names and nothing for what is absent', () => {
    expect(heard(eventTopic, joined)).toEqual({
      ok: true,
      facts: [
        {
          kind: 'call',
          call: {
            form: 'event',
            event: {
              type: 'queue.joined', id: '01KAHX5T2M9Q', callId, sourceId: 'telephony', epoch: '2026-11-23T19:00:00.000Z', seq: 1, atMs: receivedAtMs - 100,
              queue: 'q112', position: 2, priority: 0, caller: { raw: '0817300123', e164: '+62817300123', name: 'Bu Siti', anonymous: false },
              agent: null, reason: null, endedBy: null, outcome: null, callbackNeeded: null, target: null, waitMs: null, ringMs: null, talkMs: null, heldMs: null, totalMs: null, exercise: false,
            },
          },
        },
      ],
    });
  });

  test.each([
    [{ type: 'agent.offered', agent: { id: '101', name: 'Operator 101' }, leg: '1795469000.9' }, { agent: '101' }],
    [{ type: 'agent.offered', agent: '102' }, { agent: '102' }],
    [{ type: 'agent.no_answer', agent: { id: '101' }, ring_ms: 4000, why: 'busy' }, { agent: '101', ringMs: 4000, reason: 'busy' }],
    [{ type: 'agent.connected', agent: { id: '101' }, wait_ms: 2003, ring_ms: 1990 }, { waitMs: 2003, ringMs: 1990 }],
    [{ type: 'call.resumed', by: '101', held_ms: 12_000 }, { agent: '101', heldMs: 12_000 }],
    [{ type: 'transfer.started', kind: 'blind', by: { id: '101' }, target: '119' }, { reason: 'blind', agent: '101', target: '119' }],
    [{ type: 'transfer.failed', kind: 'attended', reason: 'cancelled' }, { reason: 'cancelled' }],
    [{ type: 'agent.completed', agent: '101', talk_ms: 6507, ended_by: 'caller' }, { endedBy: 'caller', talkMs: 6507 }],
    [{ type: 'queue.exited', reason: 'abandoned', wait_ms: 5000 }, { reason: 'abandoned', waitMs: 5000 }],
    [{ type: 'call.ended', outcome: 'served', by: 'caller', total_ms: 8512, callback_needed: false }, { outcome: 'served', endedBy: 'caller', agent: null, totalMs: 8512, callbackNeeded: false }],
    [{ type: 'queue.joined', caller: { raw: '<unknown>', name: '', anonymous: true } }, { caller: { raw: null, e164: null, name: null, anonymous: true } }],
    [{ type: 'queue.joined', caller: { raw: 'anonymous', e164: '0817' } }, { caller: { raw: null, e164: null, name: null, anonymous: true } }],
    [{ type: 'queue.joined', wait_ms: -1, position: 0, queue: '' }, { waitMs: null, position: null, queue: null }],
    [{ type: 'queue.joined', exercise: true }, { exercise: true }],
    [{ type: 'queue.joined', src: 'sim:latihan' }, { exercise: true }],
  ])('of the form %j', (fields, expected) => {
    expect(heard(eventTopic, { ...joined, ...fields })).toMatchObject({ ok: true, facts: [{ kind: 'call', call: { event: expected } }] });
  });

  test.each([
    [{ v: 2 }, 'newer producer (v 2)'],
    [{ v: '1' }, 'no version: the field v is not a whole number'],
    [{ v: 0 }, 'unknown version (v 0)'],
    [{ call_id: 'pbx1-2' }, 'call_id is not the one of the topic'],
    [{ epoch: 'yesterday' }, 'epoch is not a time'],
    [{ seq: 0 }, 'seq is not a whole number from 1'],
    [{ seq: 1.5 }, 'seq is not a whole number from 1'],
    [{ ts: null }, 'ts is not a time'],
    [{ type: undefined }, 'no event type'],
  ])('with %j are quarantined', (fields, reason) => {
    expect(heard(eventTopic, { ...joined, ...fields })).toEqual({ ok: false, reason });
  });

  test('of unknown types and with unknown fields are ignored aloud', () => {
    expect(heard(eventTopic, { ...joined, type: 'call.parked' })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'unknown call event call.parked' }] });
    expect(heard(eventTopic, { ...joined, mood: 1, 'tab\tbed': 2 })).toMatchObject({ facts: [{ kind: 'call' }, { kind: 'ignored', why: 'unknown fields: mood, tab bed' }] });
  });

  test('that the broker kept do not ring', () => {
    expect(heard(eventTopic, joined, { retained: true })).toMatchObject({ facts: [{ kind: 'ignored' }] });
  });

  test('more than a day off take the time of arrival', () => {
    for (const ts of ['2026-11-22T20:00:00Z', '2099-01-01T00:00:00Z']) {
      expect(heard(eventTopic, { ...joined, ts })).toMatchObject({ facts: [{ call: { event: { atMs: receivedAtMs } } }] });
    }
  });

  test('are the same event however often they are decoded, with or without an id', () => {
    expect(heard(eventTopic, { ...joined, id: undefined })).toMatchObject({ facts: [{ call: { event: { id: `${callId}@2026-11-23T19:00:00.000Z#1` } } }] });
  });
});

describe('call states', () => {
  test('restore a call by its own times, retained or not', () => {
    const decoded = heard(stateTopic, answered, { retained: true });
    expect(decoded).toMatchObject({
      ok: true,
      facts: [
        {
          call: {
            form: 'state',
            state: {
              id: callId, sourceId: 'telephony', state: 'answered', sinceMs: receivedAtMs - 2000, joinedAtMs: receivedAtMs - 10_000, agent: '101', answeredAtMs: receivedAtMs - 2000,
              endedAtMs: null, offeredTo: [], transferFrom: null, historyIncomplete: false, epoch: '2026-11-23T19:00:00.000Z', seq: 3,
            },
          },
        },
      ],
    });
    expect(heard(stateTopic, answered)).toEqual(decoded);
  });

  test('name offers, the origin of a transfer and the end', () => {
    const state = (fields: object): unknown => heard(stateTopic, { ...answered, ...fields });
    expect(state({ state: 'offered', offered: [{ agent: { id: '101' }, since: '2026-11-23T20:14:55Z' }, { agent: '102' }, null, 3] })).toMatchObject({
      facts: [{ call: { state: { offeredTo: [{ agent: '101', sinceMs: receivedAtMs - 5000 }, { agent: '102', sinceMs: receivedAtMs - 2000 }] } } }],
    });
    expect(state({ state: 'transferring', held: true, transfer: { kind: 'attended', target: '119', state: 'started' } })).toMatchObject({ facts: [{ call: { state: { transferFrom: 'held' } } }] });
    expect(state({ state: 'ended', outcome: 'served', ended_at: '2026-11-23T20:14:59Z' })).toMatchObject({ facts: [{ call: { state: { endedAtMs: receivedAtMs - 1000, outcome: 'served' } } }] });
    expect(state({ state: 'answered', ended_at: '2026-11-23T20:14:59Z' })).toMatchObject({ facts: [{ call: { state: { endedAtMs: null } } }] });
    expect(state({ state: 'parked' })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'unknown call state parked' }] });
  });

  test('of no bytes clear the call', () => {
    expect(heard(stateTopic, '')).toEqual({ ok: true, facts: [{ kind: 'call', call: { form: 'cleared', callId, atMs: receivedAtMs } }] });
    expect(heard(eventTopic, '')).toEqual({ ok: false, reason: 'empty payload' });
  });
});

describe('the bridge', () => {
  test('is live by its link and beat, and down when it lost the telephone system', () => {
    expect(heard('link/bridge', online, { retained: true })).toEqual({ ok: true, facts: [{ kind: 'producer', state: 'live', reason: null, atMs: Date.UTC(2026, 10, 23, 19, 0, 1), part: 'bridge' }] });
    expect(heard('beat/bridge', beat)).toEqual({ ok: true, facts: [{ kind: 'producer', state: 'live', reason: null, atMs: receivedAtMs - 1000, part: 'bridge' }] });
    for (const [topic, body] of [['link/bridge', online], ['beat/bridge', beat]] as const) {
      expect(heard(topic, { ...body, detail: 'pbx_down' })).toMatchObject({ facts: [{ state: 'down', reason: 'The telephone bridge "bridge" has lost the telephone system.' }] });
    }
  });

  test('died when its last will arrives, not when it wrote it', () => {
    expect(heard('link/bridge', { ...online, status: 'offline' })).toMatchObject({ facts: [{ kind: 'producer', state: 'down', atMs: receivedAtMs }] });
  });

  test('is not proven alive by a beat that the broker kept, nor by another producer', () => {
    expect(heard('beat/bridge', beat, { retained: true })).toMatchObject({ facts: [{ kind: 'ignored' }] });
    const message = { topic: 'cc112/v1/sumenep/beat/other', payload: new TextEncoder().encode(JSON.stringify(beat)), retained: false, receivedAtMs };
    expect(decodeTelephony(message, { ...settings, producer: 'bridge' })).toMatchObject({ facts: [{ kind: 'ignored', why: 'another producer' }] });
  });
});

describe('topics', () => {
  test.each(['tel/cmd/ws-03', 'tel/calls/x', 'tel/calls/x/event/more', 'ws/ws-03/presence', 'link/a/b', 'tel/queues/q112/event', ''])('%s is ignored', (topic) => {
    expect(heard(topic, joined)).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
  });

  test('of a queue list who waits; one that is not whole says nothing', () => {
    const list = { v: 1, ts: '2026-11-23T20:14:59.000Z', queue: 'q112', waiting: [{ call_id: callId, position: 1 }, { call_id: 'pbx1-2' }], count: 2 };
    expect(heard('tel/queues/q112/state', list)).toEqual({ ok: true, facts: [{ kind: 'queue-list', list: { queue: 'q112', callIds: [callId, 'pbx1-2'], atMs: receivedAtMs - 1_000 } }] });
    for (const wrong of [{ ...list, ts: 'then' }, { ...list, waiting: [{ call_id: 'a b' }] }, { ...list, waiting: [callId] }, { ...list, waiting: {} }, { ...list, waiting: Array.from({ length: 1_001 }, () => ({ call_id: callId })) }]) {
      expect(heard('tel/queues/q112/state', wrong)).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
    }
  });

  test('of the bridge say when it has told all it knows', () => {
    expect(heard('link/bridge', { ...online, synced: true })).toMatchObject({ facts: [{ kind: 'producer', state: 'live' }, { kind: 'calls-synced', producer: 'bridge', epoch: '2026-11-23T19:00:00.000Z' }] });
    for (const more of [{}, { synced: false }, { synced: 'true' }, { synced: true, epoch: 'x' }, { synced: true, detail: 'pbx_down' }]) {
      expect(heard('link/bridge', { ...online, ...more })).toMatchObject({ facts: [{ kind: 'producer' }] });
    }
  });

  test('of queues and agents are checked and ignored', () => {
    expect(heard('tel/queues/q112/state', { v: 1, waiting: [] })).toMatchObject({ facts: [{ kind: 'ignored' }] });
    expect(heard('tel/agents/101/state', { v: 3 })).toEqual({ ok: false, reason: 'newer producer (v 3)' });
    expect(heard('tel/agents/101/state', '')).toMatchObject({ facts: [{ kind: 'ignored' }] });
    expect(heard('tel/calls/a b/event', joined).ok).toBe(false);
  });
});

test('no payload on any topic breaks the decoder or makes an unsound fact', () => {
  const topic = fc.constantFrom(eventTopic, stateTopic, 'link/bridge', 'beat/bridge', 'tel/queues/q112/state', 'tel/agents/101/state');
  fc.assert(
    fc.property(topic, hostilePayloads(joined, answered, online, beat), fc.boolean(), (path, payload, retained) => {
      expectSoundDecoded(decodeTelephony({ topic: `cc112/v1/sumenep/${path}`, payload, retained, receivedAtMs }, settings));
    }),
    { seed: 112, numRuns: 6_000 },
  );
});
