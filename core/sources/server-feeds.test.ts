import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '#domain/facts/fact.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { hearRadio } from '#tests/fixtures/radio-room.ts';
import { adnScenes, adnState, adnVoice, hblink4Event, hblink4Scenes } from '#tests/fixtures/server-scenes.ts';
import { decodeAdn } from './adn/decode-adn.ts';
import { decodeHblink4 } from './hblink4/decode-hblink4.ts';

const adn = { id: 'adn', kind: 'adn', prefix: 'adn/62' };
const hblink4 = { id: 'hb', kind: 'hblink4' };
const hear = (source: typeof adn | typeof hblink4, messages: readonly Message[]) => hearRadio([source], messages.map((message) => [source.id, message] as const));
const shown = (source: typeof adn | typeof hblink4, messages: readonly Message[]) =>
  hear(source, messages).transmissions.map(({ radioId, talkgroup, privateCallTo, kind, durationMs, end, detail }) => ({ radioId, talkgroup, privateCallTo, kind, durationMs, end, detail }));

describe('ADN DMR Peer Server', () => {
  test('tells of each over once, however many repeaters it sends it to', () => {
    expect(shown(adn, adnScenes['two overs, each sent on'] ?? [])).toMatchObject([{ radioId: 5_110_001, talkgroup: 112, durationMs: 3_000, end: 'terminator' }, { radioId: 5_110_002, durationMs: 1_500, end: 'terminator' }]);
    expect(shown(adn, adnScenes['a stream id used twice'] ?? [])).toMatchObject([{ durationMs: 1_000 }, { durationMs: 2_000 }]);
  });

  test('forgets the end of who is talked over: it comes with the other one', () => {
    expect(shown(adn, adnScenes['two talk on one group'] ?? [])).toMatchObject([{ radioId: 5_110_001, end: 'lost', detail: 'collision' }, { radioId: 5_110_002, end: 'terminator' }]);
  });

  test('ends an over that fell silent only after a while: its end was not heard, its length is right', () => {
    const [over] = hear(adn, adnScenes['a terminator that was lost'] ?? []).transmissions;
    expect(over).toMatchObject({ end: 'lost', durationMs: 1_100, endedAtMs: (over?.startedAtMs ?? 0) + 1_100 });
  });

  test('names the talker also where the start was lost, and ends nothing where there was no over', () => {
    expect(shown(adn, adnScenes['only the end, by name'] ?? [])).toMatchObject([{ radioId: 5_110_001, talkgroup: 112, durationMs: 1_500 }]);
    expect(shown(adn, adnScenes['a text in blocks, and the end of nothing'] ?? [])).toMatchObject([{ kind: 'data', privateCallTo: 5_110_002, end: 'single-shot' }]);
  });

  test('closes an older stream of the same slot', () => {
    expect(shown(adn, [adnVoice(0, 'START'), adnVoice(4, 'START', { stream_id: 99, src_id: 5_110_009, dst_id: 113 })])).toMatchObject([{ end: 'superseded' }, { end: 'stale' }]);
    // The server waited for more of the first one while the slot was already somebody else's.
    const next = { stream_id: 99, src_id: 5_110_009, dst_id: 113 };
    expect(shown(adn, [adnVoice(0, 'START'), adnVoice(4, 'START', next), adnVoice(8, 'END', { duration_s: 2.6 }), adnVoice(9, 'END', { ...next, duration_s: 5 })])).toMatchObject([{ end: 'lost', durationMs: 2_600 }, { end: 'terminator', durationMs: 5_000 }]);
  });

  test('tells which repeaters are logged in, whatever it calls its systems', () => {
    const heard = hear(adn, [adnState(0, { 620_001: true, 620_003: true }), adnState(5, { 620_001: true }), adnState(9, { 620_001: true, 620_003: true }), adnState(12, {})]);
    expect(heard.links).toEqual(['adn live', 'adn late: Repeater 620003 is no longer logged in.', 'adn live', 'adn late: Repeater 620001 is no longer logged in.']);
    expect(hear(adn, [adnState(0, { 620_001: false })]).link('adn')).toMatchObject({ state: 'late', reason: 'R620001 is not logged in at the radio server.' });
  });
});

describe('HBlink4', () => {
  test('tells of overs by stream; a timeout is a lost end', () => {
    expect(shown(hblink4, hblink4Scenes['an over and a private one'] ?? [])).toMatchObject([{ radioId: 5_110_002, talkgroup: 119, durationMs: 2_200, end: 'terminator' }, { privateCallTo: 5_110_001, durationMs: 3_500, end: 'lost' }]);
  });

  test('loses the streams of a repeater that leaves, and says so', () => {
    const heard = hear(hblink4, hblink4Scenes['a repeater that leaves while somebody speaks'] ?? []);
    expect(heard.transmissions).toMatchObject([{ end: 'lost', lateEntry: true }]);
    expect(heard.link('hb')).toMatchObject({ state: 'late', reason: 'Repeater R2 is no longer logged in at the radio server.' });
  });

  test('gives a stream up when its repeater begins anew, unless it is heard again', () => {
    const begun = [hblink4Event(0, 'stream_start'), hblink4Event(9, 'repeater_connected')];
    expect(shown(hblink4, begun)).toMatchObject([{ end: 'source-down' }]);
    expect(shown(hblink4, [...begun, hblink4Event(9.5, 'stream_update'), hblink4Event(10, 'stream_end', { duration: 10, end_reason: 'terminator' })])).toMatchObject([{ end: 'terminator', durationMs: 10_000 }]);
  });
});

describe.each([...Object.entries(adnScenes).map(([name, scene]) => [name, adn, scene] as const), ...Object.entries(hblink4Scenes).map(([name, scene]) => [name, hblink4, scene] as const)])('%s', (_name, source, scene) => {
  test('leaves nothing open whichever message is lost, or two seconds of them', () => {
    const ended = (messages: readonly Message[]): void => {
      for (const { end, endedAtMs, startedAtMs } of hear(source, messages).transmissions) expect(end !== null && endedAtMs !== null && endedAtMs >= startedAtMs).toBe(true);
    };
    scene.forEach((lost, index) => {
      ended(scene.filter((_, other) => other !== index));
      ended(scene.filter(({ receivedAtMs }) => receivedAtMs < lost.receivedAtMs || receivedAtMs >= lost.receivedAtMs + 2_000));
    });
  });

  test('is the same when a message comes twice, and has the same talkers when neighbours change places', () => {
    const once = shown(source, scene);
    const talkers = new Set(once.map(({ radioId }) => radioId));
    scene.forEach((message, index) => {
      expect({ index, overs: shown(source, [...scene.slice(0, index), message, ...scene.slice(index)]) }).toEqual({ index, overs: once });
      const [one, other] = [message, scene[index + 1]];
      if (!other) return;
      const swapped = [...scene.slice(0, index), { ...other, receivedAtMs: one.receivedAtMs }, { ...one, receivedAtMs: other.receivedAtMs }, ...scene.slice(index + 2)];
      expect(new Set(shown(source, swapped).map(({ radioId }) => radioId))).toEqual(talkers);
    });
  });
});

test('no payload makes either decoder throw or say something impossible', () => {
  const bodyOf = ({ payload }: Message) => JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  const decoders = [
    [decodeAdn, [adnVoice(0, 'START'), adnVoice(3, 'END', { duration_s: 3 }), adnVoice(0, 'DATA', { call_family: 'UNIT' }), adnState(0, { 620_001: true, 620_002: false })]],
    [decodeHblink4, [hblink4Event(0, 'stream_start'), hblink4Event(2, 'stream_end', { duration: 2.2, end_reason: 'terminator' }), hblink4Event(0, 'repeater_connected', { callsign: 'R2' }), hblink4Event(0, 'repeater_disconnected', { reason: 'timeout' })]],
  ] as const;
  for (const [decode, valid] of decoders) {
    const hear = (payload: Uint8Array): void => expectSoundDecoded(decode({ topic: 'x', payload, retained: false, receivedAtMs: 1_800_000_000_000 }, { sourceId: 'x' }));
    fc.assert(fc.property(hostilePayloads(...valid.map(bodyOf)), hear), { seed: 112, numRuns: 2_000 });
  }
});
