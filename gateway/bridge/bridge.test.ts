import { describe, expect, test } from 'vitest';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { callIdOf, readScene, sceneBlocks, type Scene } from '#tests/fixtures/asterisk-scene.ts';
import { eventsOf, parseAmi, playMessages, testBridge } from '#tests/fixtures/play-scene.ts';
import type { Bridge, BridgeOutput } from './bridge.ts';
import { restoreCall } from './restore-call.ts';

type Body = Record<string, unknown>;
const statesOf = (outputs: readonly BridgeOutput[], callId: string): (Body | null)[] =>
  outputs.flatMap((output) => (output.kind === 'call-state' && output.callId === callId ? [output.body === null ? null : (JSON.parse(JSON.stringify(output.body)) as Body)] : []));
const agentStates = (outputs: readonly BridgeOutput[], agent: string): Body[] => outputs.flatMap((output) => (output.kind === 'agent-state' && output.agent === agent ? [output.body as Body] : []));
const queueStates = (outputs: readonly BridgeOutput[]): Body[] => outputs.flatMap((output) => (output.kind === 'queue-state' ? [output.body as Body] : []));

const startMs = 1_796_100_000_000;
const block = (fields: Record<string, string>): string => `${Object.entries(fields).map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`;
const at = (ms: number): string => ((startMs + ms) / 1_000).toFixed(6);

/** Both lists of one comparison. */
function lists(poll: number, entries: readonly Record<string, string>[], channels: readonly Record<string, string>[]): string {
  const q = `siaga-${poll}-q`;
  const c = `siaga-${poll}-c`;
  return [
    block({ Event: 'QueueParams', Queue: 'darurat', ActionID: q }),
    block({ Event: 'QueueMember', Queue: 'darurat', Name: 'Petugas 201', Location: 'PJSIP/201', Status: '2', Paused: '0', ActionID: q }),
    ...entries.map((entry) => block({ Event: 'QueueEntry', Queue: 'darurat', Priority: '0', ...entry, ActionID: q })),
    block({ Event: 'QueueStatusComplete', ActionID: q, ListItems: String(entries.length + 2) }),
    ...channels.map((channel) => block({ Event: 'CoreShowChannel', ...channel, ActionID: c })),
    block({ Event: 'CoreShowChannelsComplete', ActionID: c, ListItems: String(channels.length) }),
  ].join('');
}
const compare = (bridge: Bridge, ms: number, ...given: Parameters<typeof lists>): BridgeOutput[] => parseAmi(lists(...given)).flatMap((message) => bridge.take(message, startMs + ms));
const caller = { Channel: 'PJSIP/telkom-0000000a', Uniqueid: '77.1', Linkedid: '77.1', CallerIDNum: '0328662211', CallerIDName: 'Bu Juhairiyah' };

describe('comparing with the telephone system', () => {
  test('finds a caller nobody told of, with the time they have waited, and tells of them once', () => {
    const bridge = testBridge();
    bridge.heard();
    const outputs = compare(bridge, 0, 1, [{ ...caller, Position: '1', Wait: '42' }], [caller]);
    outputs.push(...compare(bridge, 10_000, 2, [{ ...caller, Position: '1', Wait: '52' }], [caller]));
    expect(eventsOf(outputs)).toMatchObject([{ type: 'queue.joined', reconciled: true, joined_at: new Date(startMs - 42_000).toISOString(), call_id: 'pbx1-77.1', position: 1, caller: { e164: '+62328662211' } }]);
    const late = parseAmi(block({ Event: 'QueueCallerJoin', Timestamp: at(10_100), ...caller, Queue: 'darurat', Position: '1', Count: '1' }));
    expect(eventsOf(late.flatMap((message) => bridge.take(message, startMs + 10_200)))).toEqual([]);
  });

  test('ends a call whose channel two lists in a row lack, not one; a list that is not whole says nothing', () => {
    const bridge = testBridge();
    bridge.heard();
    compare(bridge, 0, 1, [{ ...caller, Position: '1', Wait: '1' }], [caller]);
    expect(eventsOf(compare(bridge, 10_000, 2, [], []))).toEqual([]);
    const torn = lists(3, [], []).replace('ListItems: 0', 'ListItems: 4');
    expect(eventsOf(parseAmi(torn).flatMap((message) => bridge.take(message, startMs + 20_000)))).toEqual([]);
    expect(eventsOf(compare(bridge, 30_000, 4, [], []))).toMatchObject([
      { type: 'call.reconciled', what: 'channel' },
      { type: 'call.ended', outcome: 'unknown', callback_needed: true },
    ]);
    expect(eventsOf(compare(bridge, 40_000, 5, [{ ...caller, Position: '1', Wait: '41' }], [caller]))).toEqual([]);
  });

  test('finds the operator who took a caller unheard, and one who speaks with a caller nobody told of', () => {
    const bridge = testBridge();
    bridge.heard();
    compare(bridge, 0, 1, [{ ...caller, Position: '1', Wait: '1' }], [caller]);
    const talking = [
      { ...caller, BridgeId: 'ruang' },
      { Channel: 'PJSIP/201-0000000b', Uniqueid: '77.2', Linkedid: '77.1', BridgeId: 'ruang' },
    ];
    expect(eventsOf(compare(bridge, 10_000, 2, [], talking))).toEqual([]);
    expect(eventsOf(compare(bridge, 20_000, 3, [], talking))).toMatchObject([{ type: 'agent.connected', reconciled: true, agent: { id: '201' } }]);
    const other = testBridge();
    other.heard();
    const told = compare(other, 0, 1, [], talking.map((channel) => ({ ...channel, ...(channel.Uniqueid === '77.1' ? { Application: 'Queue', ApplicationData: 'darurat,t' } : {}) })));
    expect(eventsOf(told).map(({ type }) => type)).toEqual(['queue.joined', 'agent.connected']);
  });

  test('concludes nothing while the telephone system cannot be heard', () => {
    const bridge = testBridge();
    const { nowMs } = playMessages(bridge, parseAmi(sceneBlocks(madeScenes.c).slice(0, 3).join('')), 0);
    bridge.lost();
    expect(bridge.tick(nowMs + 60_000)).toEqual([]);
  });
});

describe('a channel id that comes again', () => {
  const blocks = sceneBlocks(readScene('c2'));
  const id = callIdOf(readScene('c2'));

  test('after the end is the old call spoken of late, and a new one only with a new channel; that one counts on', () => {
    const bridge = testBridge();
    const first = eventsOf(playMessages(bridge, parseAmi(blocks.join(''))).outputs, id);
    expect(eventsOf(playMessages(bridge, parseAmi(blocks.filter((text) => !text.includes('Newchannel')).join('')), 100_000).outputs)).toEqual([]);
    const again = eventsOf(playMessages(bridge, parseAmi(blocks.join(''))).outputs, id);
    expect([...first, ...again].map(({ type, seq }) => `${type} ${seq}`)).toEqual(['queue.joined 1', 'queue.exited 2', 'call.ended 3', 'queue.joined 4', 'queue.exited 5', 'call.ended 6']);
  });
});

describe('the retained state of a call', () => {
  test.each(Object.entries(madeScenes))('after any message of scene %s can be read back by another gateway, which ends what is gone and goes on with the rest', (_name, scene: Scene) => {
    const messages = parseAmi(sceneBlocks(scene).join(''));
    const id = callIdOf(scene);
    messages.forEach((_message, index) => {
      const before = testBridge();
      const played = playMessages(before, messages.slice(0, index + 1), 0);
      const last = statesOf(played.outputs, id).at(-1);
      const restored = last ? restoreCall(id, JSON.stringify(last), 'ami:pbx1') : null;
      if (!last || !restored) return expect(last).toBeUndefined();
      const after = testBridge();
      after.restore([restored.call], played.nowMs);
      after.heard();
      const isOver = last['state'] === 'ended' || last['state'] === 'abandoned';
      const outputs = compare(after, played.nowMs - startMs, 1, [], []);
      expect(eventsOf(outputs).map(({ type }) => type)).toEqual(isOver ? [] : ['call.reconciled', 'call.ended']);
      if (!isOver) expect(eventsOf(outputs)[0]?.seq).toBe(Number(last['seq']) + 1);
    });
  });

  test('names who is on the line, and is cleared a minute after the end', () => {
    const bridge = testBridge();
    const scene = readScene('f');
    const { outputs, nowMs } = playMessages(bridge, parseAmi(sceneBlocks(scene).join('')));
    const states = statesOf(outputs, callIdOf(scene));
    expect(states.find((state) => state?.['state'] === 'answered')).toMatchObject({ agent: { id: '201' }, did: '112', legs: [{ role: 'caller', up: true }, { role: 'agent', up: true }], held: false });
    expect(states.at(-1)).toMatchObject({ state: 'ended', outcome: 'served', ended_by: 'agent', callback_needed: false });
    expect(statesOf(bridge.tick(nowMs + 50_000), callIdOf(scene))).toEqual([]);
    expect(statesOf(bridge.tick(nowMs + 60_000), callIdOf(scene))).toEqual([null]);
  });

  test('of another telephone system, of another form, or without the caller is not taken', () => {
    const good = { v: 1, epoch: '2026-11-30T00:00:00.000Z', seq: 3, ts: '2026-11-30T00:00:00.000Z', src: 'ami:pbx1', call_id: 'pbx1-1', state: 'queued', since: '2026-11-30T00:00:00.000Z', legs: [{ id: '1', role: 'caller', channel: 'x' }] };
    expect(restoreCall('pbx1-1', JSON.stringify(good), 'ami:pbx1')).not.toBeNull();
    for (const bad of ['', '[]', 'null', JSON.stringify({ ...good, src: 'ami:pbx2' }), JSON.stringify({ ...good, state: 'dancing' }), JSON.stringify({ ...good, legs: [] }), JSON.stringify({ ...good, call_id: 'pbx1-2' })]) {
      expect(restoreCall('pbx1-1', bad, 'ami:pbx1')).toBeNull();
    }
  });
});

describe('operators', () => {
  const member = (ms: number, more: Record<string, string>): string =>
    block({ Event: 'QueueMemberStatus', Timestamp: at(ms), Queue: 'darurat', MemberName: 'Petugas 201', Interface: 'PJSIP/201', Status: '1', Paused: '0', LastCall: '0', Wrapuptime: '0', ...more });

  test('ring, speak, hold, wrap up for as long as the telephone system keeps to itself, and are free again', () => {
    const bridge = testBridge();
    const text = member(-105_000, {}) + sceneBlocks(madeScenes.r, { startS: startMs / 1_000 }).join('');
    const { outputs, nowMs } = playMessages(bridge, parseAmi(text), 20_000);
    const statuses = agentStates(outputs, '201').map(({ status }) => status);
    expect(statuses.filter((status, index) => status !== statuses[index - 1])).toEqual(['available', 'ringing', 'on_call', 'on_hold', 'on_call', 'wrapup', 'available']);
    expect(agentStates(outputs, '201').find(({ status }) => status === 'wrapup')).toMatchObject({ until: new Date(startMs + 23_001).toISOString() });
    expect(nowMs).toBeGreaterThan(startMs + 30_000);
  });

  test('whose phone is gone are offline even in a pause; a pause has its reason; who left every queue is logged out', () => {
    const bridge = testBridge();
    const text =
      member(0, { Paused: '1', PausedReason: 'Salat' }) +
      member(2_000, { Status: '5', Paused: '1' }) +
      block({ Event: 'QueueMemberRemoved', Timestamp: at(4_000), Queue: 'darurat', MemberName: 'Petugas 201', Interface: 'PJSIP/201' });
    const { outputs } = playMessages(bridge, parseAmi(text));
    expect(agentStates(outputs, '201').map(({ status, reason }) => [status, reason])).toEqual([
      ['paused', 'Salat'],
      ['offline', 'device'],
      ['offline', 'logged_out'],
    ]);
  });

  test('are told of at most twice a second', () => {
    const bridge = testBridge();
    const text = Array.from({ length: 40 }, (_, index) => member(index * 50, { Status: index % 2 === 0 ? '1' : '6' })).join('');
    const { outputs } = playMessages(bridge, parseAmi(text), 0);
    expect(agentStates(outputs, '201').length).toBeLessThanOrEqual(5);
  });
});

describe('the list of a queue', () => {
  test('is told after the first comparison, at most twice a second, at least every ten seconds, and never while the telephone system is not heard', () => {
    const bridge = testBridge();
    bridge.heard();
    expect(queueStates(bridge.tick(startMs))).toEqual([]);
    compare(bridge, 0, 1, [{ ...caller, Position: '1', Wait: '0' }], [caller]);
    const outputs: BridgeOutput[] = [];
    for (let ms = 100; ms <= 20_000; ms += 100) outputs.push(...bridge.tick(startMs + ms));
    expect(queueStates(outputs)).toMatchObject([
      { queue: 'darurat', count: 1, waiting: [{ call_id: 'pbx1-77.1', position: 1, priority: 0 }] },
      { count: 1 },
    ]);
    bridge.lost();
    expect(queueStates(bridge.tick(startMs + 60_000))).toEqual([]);
  });
});
