import { describe, expect, test } from 'vitest';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { callIdOf, readScene, recordedScenes, sceneBlocks, type Scene } from '#tests/fixtures/asterisk-scene.ts';
import { eventsOf, parseAmi, playMessages, testBridge, type EventBody } from '#tests/fixtures/play-scene.ts';

function play(scene: Scene) {
  return playMessages(testBridge(), parseAmi(sceneBlocks(scene).join(''))).outputs;
}

/** An event in short: its type and, in brackets, what tells it apart. */
function short(event: EventBody): string {
  const agent = event['agent'] as { id: string } | undefined;
  const about = event.type === 'queue.position' ? event['position'] : event.type === 'transfer.started' ? event['kind'] : (event['why'] ?? event['reason'] ?? event['kind'] ?? event['ended_by'] ?? event['outcome']);
  const who = event.type.startsWith('agent.') && event.type !== 'agent.completed' ? agent?.id : undefined;
  const words = [who, about].flatMap((word) => (typeof word === 'string' || typeof word === 'number' ? [word] : []));
  return words.length === 0 ? event.type : `${event.type}(${words.join(' ')})`;
}

const talk = ['queue.joined', 'agent.offered(201)', 'agent.connected(201)'];

/** What each scene must give: section 11.8 of the telephony contract. */
const golden: Readonly<Record<string, readonly [Scene, readonly string[], (string | undefined)?]>> = {
  a: [madeScenes.a, [...talk, 'agent.completed(caller)', 'call.ended(served)']],
  a2: [readScene('a2'), ['queue.joined', 'agent.offered(202)', 'agent.connected(202)', 'agent.completed(caller)', 'call.ended(served)']],
  b: [madeScenes.b, ['queue.joined', 'agent.offered(201)', 'agent.no_answer(201 no_answer)', 'agent.offered(202)', 'agent.connected(202)', 'agent.completed(agent)', 'call.ended(served)']],
  c: [madeScenes.c, ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned)']],
  c2: [readScene('c2'), ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned_short)']],
  c3: [readScene('c3'), ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned)']],
  'two, the first': [madeScenes.two, ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned)']],
  'two, the second': [madeScenes.two, ['queue.joined', 'queue.position(1)', 'queue.exited(abandoned)', 'call.ended(abandoned)'], 'kedua'],
  d: [madeScenes.d, ['queue.joined', 'queue.exited(timeout)', 'call.ended(timeout_overflow)']],
  f: [readScene('f'), [...talk, 'agent.completed(agent)', 'call.ended(served)']],
  g: [readScene('g'), [...talk, 'transfer.started(blind)', 'transfer.completed(blind)', 'agent.completed(transfer)', 'call.ended(served_transferred)']],
  h: [readScene('h'), [...talk, 'transfer.failed(invalid)', 'agent.completed(agent)', 'call.ended(served)']],
  i: [readScene('i'), [...talk, 'transfer.failed(invalid)', 'agent.completed(agent)', 'call.ended(served)']],
  j: [madeScenes.j, ['queue.joined', 'queue.exited(redirected)', 'call.ended(lost_in_ivr)']],
  'k, withdrawn': [madeScenes.k, ['queue.joined', 'queue.position(2)', 'queue.exited(withdrawn)', 'call.ended(withdrawn)']],
  'k, the other': [madeScenes.k, ['queue.joined', 'queue.priority', 'queue.position(1)', 'queue.exited(abandoned)', 'call.ended(abandoned)'], 'kedua'],
  m: [readScene('m'), ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned_short)']],
  n: [madeScenes.n, ['queue.joined', 'agent.offered(201)', 'agent.no_answer(201 caller_gone)', 'queue.exited(abandoned)', 'call.ended(abandoned)']],
  o: [readScene('o'), ['queue.joined', 'queue.exited(abandoned)', 'call.ended(abandoned)']],
  q: [madeScenes.q, [...talk, 'call.held', 'transfer.started(attended)', 'transfer.completed(attended)', 'agent.completed(transfer)', 'call.ended(served_transferred)']],
  r: [madeScenes.r, [...talk, 'call.held', 'transfer.started(attended)', 'transfer.failed(cancelled)', 'call.resumed', 'agent.completed(caller)', 'call.ended(served)']],
  ringall: [madeScenes.ringall, ['queue.joined', 'agent.offered(201)', 'agent.offered(202)', 'agent.connected(202)', 'agent.no_answer(201 other_answered)', 'agent.completed(caller)', 'call.ended(served)']],
  s: [madeScenes.s, [...talk, 'call.held', 'call.ended(served)', 'agent.completed(caller)']],
  t: [madeScenes.t, [...talk, 'call.held', 'transfer.started(attended)', 'call.ended(served)', 'agent.completed(caller)']],
  u: [readScene('u'), [...talk, 'transfer.started(blind)', 'transfer.failed(invalid)', 'agent.completed(transfer)', 'call.ended(failed_transfer_lost)']],
};

describe('a conversation with the manager becomes the events of the contract', () => {
  test.each(Object.entries(golden))('%s', (_, [scene, expected, channel]) => {
    const events = eventsOf(play(scene), callIdOf(scene, channel));
    expect(events.map(short)).toEqual(expected);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  });

  test('in any pieces of the stream and at any speed alike', () => {
    for (const scene of [...recordedScenes.map(readScene), ...Object.values(madeScenes)]) {
      const text = sceneBlocks(scene).join('');
      const slowly = eventsOf(playMessages(testBridge(), parseAmi(text)).outputs);
      const bridge = testBridge();
      bridge.heard();
      const atOnce = parseAmi(text, 1).flatMap((message) => bridge.take(message, 5_000));
      for (let ms = 5_100; ms < 8_000; ms += 100) atOnce.push(...bridge.tick(ms));
      expect(eventsOf(atOnce)).toEqual(slowly);
    }
  });
});

function eventOf(scene: Scene, type: string): EventBody {
  const event = eventsOf(play(scene), callIdOf(scene)).find((each) => each.type === type);
  if (!event) throw new Error(`no ${type}`);
  return event;
}

describe('the fields of an event', () => {
  test('are whole milliseconds from the times of the messages', () => {
    expect(eventOf(madeScenes.a, 'agent.connected')).toMatchObject({ wait_ms: 2_000, ring_ms: 1_990, agent: { id: '201', name: 'Petugas 201' }, ts: '2026-12-01T04:41:42.100Z' });
    expect(eventOf(madeScenes.a, 'call.ended')).toMatchObject({ by: 'caller', wait_ms: 2_000, talk_ms: 6_500, total_ms: 8_502, cause: { q850: 16, text: 'Normal Clearing' }, callback_needed: false });
    expect(eventOf(madeScenes.b, 'agent.no_answer')).toMatchObject({ ring_ms: 4_000 });
    expect(eventOf(madeScenes.r, 'call.resumed')).toMatchObject({ held_ms: 6_001, by: '201' });
  });

  test.each(['c', 'd', 'n', 'j'] as const)('say that a caller nobody spoke to is to be called back: %s', (name) => {
    expect(eventOf(madeScenes[name], 'call.ended')).toMatchObject({ callback_needed: true });
  });

  test('say so too of one whom a failed transfer dropped', () => {
    expect(eventOf(readScene('u'), 'call.ended')).toMatchObject({ callback_needed: true, talk_ms: 4_268 });
  });

  test('say who ended the call by the order of the channels, whatever the telephone system thinks', () => {
    expect(eventOf(readScene('h'), 'call.ended')).toMatchObject({ by: 'agent' });
    expect(eventOf(readScene('h'), 'agent.completed')).toMatchObject({ ended_by: 'agent' });
    expect(eventOf(readScene('f'), 'call.ended')).toMatchObject({ by: 'agent' });
    expect(eventOf(readScene('a2'), 'call.ended')).toMatchObject({ by: 'caller' });
  });

  test('are marked as coarse when the telephone system sends no times', () => {
    const messages = parseAmi(sceneBlocks(madeScenes.a, { timestamps: false }).join(''));
    const connected = eventsOf(playMessages(testBridge(), messages).outputs).find(({ type }) => type === 'agent.connected');
    expect(connected).toMatchObject({ wait_ms: 2_000, ring_ms: 2_000, coarse: true });
  });
});

describe('older telephone systems', () => {
  test.each([
    'Event: QueueCallerAbandon\r\nQueue: darurat\r\nUniqueid: 1351853779.111\r\nPosition: 1\r\nOriginalPosition: 1\r\nHoldTime: 14\r\n\r\n',
    'Event: Join\r\nChannel: SIP/telkom-1\r\nCallerIDNum: 0812\r\nQueue: darurat\r\nPosition: 1\r\nCount: 1\r\nUniqueid: 1351853779.111\r\n\r\n',
  ])('are understood as far as they tell: %j', (text) => {
    const events = eventsOf(playMessages(testBridge(), parseAmi(text)).outputs);
    expect(events[0]).toMatchObject({ type: 'queue.joined', call_id: 'pbx1-1351853779.111', queue: 'darurat' });
  });
});
