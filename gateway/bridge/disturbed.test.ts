import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCallFact, isOver } from '#domain/calls/call-state.ts';
import type { Call } from '#domain/calls/call.ts';
import { decodeTelephony } from '#core/sources/telephony/decode-telephony.ts';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { readScene, recordedScenes, sceneBlocks } from '#tests/fixtures/asterisk-scene.ts';
import { eventsOf, parseAmi, playMessages, testBridge, type EventBody } from '#tests/fixtures/play-scene.ts';
import type { AmiMessage } from '../asterisk/ami-message.ts';
import type { Bridge, BridgeOutput } from './bridge.ts';

const scenes = [...recordedScenes.map((name) => [name, readScene(name)] as const), ...Object.entries(madeScenes)];

/** Both lists of one comparison, with nobody in them. */
function emptyLists(bridge: Bridge, poll: number, nowMs: number): BridgeOutput[] {
  const text = `Event: QueueParams\r\nQueue: darurat\r\nActionID: siaga-${poll}-q\r\n\r\nEvent: QueueStatusComplete\r\nActionID: siaga-${poll}-q\r\nListItems: 1\r\n\r\nEvent: CoreShowChannelsComplete\r\nActionID: siaga-${poll}-c\r\nListItems: 0\r\n\r\n`;
  return parseAmi(text).flatMap((message) => bridge.take(message, nowMs));
}

function playToTheEnd(messages: readonly AmiMessage[]): BridgeOutput[] {
  const bridge = testBridge();
  const { outputs, nowMs } = playMessages(bridge, messages);
  outputs.push(...emptyLists(bridge, 1, nowMs), ...bridge.tick(nowMs + 100), ...emptyLists(bridge, 2, nowMs + 10_000), ...bridge.tick(nowMs + 10_100));
  return outputs;
}

/** What a station makes of it: events alone, in their order. */
function foldAtStation(outputs: readonly BridgeOutput[]): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const body of eventsOf(outputs)) {
    const topic = `cc112/v1/depok/tel/calls/${body.call_id}/event`;
    const decoded = decodeTelephony({ topic, payload: Buffer.from(JSON.stringify(body)), retained: false, receivedAtMs: Date.parse(String(body['ts'])) }, { sourceId: 'telepon', siteId: 'depok' });
    if (!decoded.ok) throw new Error(decoded.reason);
    for (const fact of decoded.facts) {
      expect(fact.kind).toBe('call');
      if (fact.kind !== 'call') continue;
      const before = calls.get(body.call_id);
      const { call, gap } = applyCallFact(before, fact.call);
      if (before && isOver(before)) expect(call?.state).toBe(before.state);
      else expect(gap).toBe(false);
      if (call) calls.set(body.call_id, call);
    }
  }
  return calls;
}

function expectAllEnded(outputs: readonly BridgeOutput[]): void {
  for (const call of foldAtStation(outputs).values()) expect([call.id, isOver(call)]).toEqual([call.id, true]);
  // Each ends once; only a new channel of the same id begins again, by joining.
  const over = new Map<string, boolean>();
  for (const { type, call_id } of eventsOf(outputs)) {
    if (type === 'queue.joined' || !over.has(call_id)) over.set(call_id, false);
    if (type !== 'call.ended') continue;
    expect([call_id, over.get(call_id)]).toEqual([call_id, false]);
    over.set(call_id, true);
  }
  for (const [id, isEnded] of over) expect([id, isEnded]).toEqual([id, true]);
}

const plain = ({ id: _id, ...event }: EventBody): object => event;

describe.each(scenes)('scene %s', (_name, scene) => {
  const messages = parseAmi(sceneBlocks(scene).join(''));

  test('as it is: a station understands every event and ends with every call over', () => {
    expectAllEnded(playToTheEnd(messages));
  });

  test('with every message missing in turn: no call stays open after two comparisons', () => {
    messages.forEach((_message, index) => expectAllEnded(playToTheEnd(messages.filter((_other, place) => place !== index))));
  });

  test('with every message doubled in turn: the same events', () => {
    const whole = eventsOf(playMessages(testBridge(), messages).outputs).map(plain);
    messages.forEach((message, index) => {
      const doubled = messages.flatMap((each, place) => (place === index ? [message, each] : [each]));
      expect(eventsOf(playMessages(testBridge(), doubled).outputs).map(plain)).toEqual(whole);
    });
  });

  test('with neighbours swapped in turn: no call stays open, and each ends once', () => {
    for (let index = 0; index + 1 < messages.length; index += 1) {
      const swapped = [...messages];
      swapped.splice(index, 2, messages[index + 1]!, messages[index]!);
      expectAllEnded(playToTheEnd(swapped));
    }
  });
});

const names = [
  'QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'UserEvent', 'AgentCalled', 'AgentRingNoAnswer', 'AgentConnect', 'AgentComplete', 'Hold', 'Unhold', 'BlindTransfer',
  'AttendedTransfer', 'HangupRequest', 'SoftHangupRequest', 'Hangup', 'QueueMemberStatus', 'QueueMemberRemoved', 'Newchannel', 'NewCallerid', 'DialBegin', 'DialState', 'DialEnd', 'BridgeEnter',
  'BridgeLeave', 'BridgeMerge', 'BridgeDestroy', 'QueueEntry', 'QueueParams', 'QueueStatusComplete', 'CoreShowChannel', 'CoreShowChannelsComplete',
];
const ids = fc.constantFrom('1.1', '1.1', '1.2', '1.2', '1.3', '', '<unknown>', '__proto__', 'A;2');
const fieldValues: readonly (readonly [key: string, value: fc.Arbitrary<string>])[] = [
  ...['Uniqueid', 'Linkedid', 'DestUniqueid', 'DestLinkedid', 'TransfereeUniqueid', 'TransfererUniqueid', 'TransferTargetUniqueid', 'OrigTransfererUniqueid'].map((key) => [key, ids] as const),
  ...['BridgeUniqueid', 'ToBridgeUniqueid', 'FromBridgeUniqueid', 'BridgeId'].map((key) => [key, fc.constantFrom('r1', 'r2')] as const),
  ['Channel', fc.constantFrom('PJSIP/telkom-0000000a', 'Local/9@x-00000001;1', '')],
  ['DestChannel', fc.constantFrom('PJSIP/201-0000000b', 'Local/9@x-00000001;2')],
  ['Interface', fc.constantFrom('PJSIP/201', 'PJSIP/201', 'constructor', '')],
  ['Queue', fc.constantFrom('darurat', 'darurat', 'a/b', '')],
  ['Position', fc.constantFrom('1', '2', '0', '-1', 'x')],
  ['ActionID', fc.constantFrom('siaga-1', 'siaga-2', 'x')],
  ['Timestamp', fc.integer({ min: 0, max: 90_000 }).map((ms) => ((1_796_100_000_000 + ms) / 1_000).toFixed(6))],
  ...['HoldTime', 'RingTime', 'TalkTime', 'Wait', 'Status', 'Priority', 'Cause', 'LastCall', 'Count'].map((key) => [key, fc.constantFrom('0', '1', '5', '4000', '', '99999999999999999999')] as const),
  ['Reason', fc.constantFrom('caller', 'agent', 'transfer', '?')],
  ['Result', fc.constantFrom('Success', 'Fail', 'TIMEOUT', 'WITHDRAW')],
  ['DialStatus', fc.constantFrom('ANSWER', 'BUSY', 'CANCEL', 'NOANSWER', '')],
  ['UserEvent', fc.constantFrom('QueueExit', 'Other')],
  ['CallerIDNum', fc.string()],
  ['CallerIDName', fc.string()],
];
const values = Object.fromEntries(fieldValues);
/** Mostly whole messages: a few fields are missing. */
const anyMessage: fc.Arbitrary<AmiMessage> = fc
  .tuple(fc.constantFrom(...names), fc.record(values), fc.subarray(Object.keys(values), { maxLength: 4 }))
  .map(([name, fields, missing]) => ({ fields: [['Event', name], ...Object.entries(fields).filter(([key]) => !missing.includes(key))] as const, cut: false }));

test('whatever the telephone system says, in whatever order: the bridge goes on, a station understands it, and no call stays open', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { minLength: 10, maxLength: 60 }), (messages) => {
      expectAllEnded(playToTheEnd(messages));
    }),
    { numRuns: 400 },
  );
});
