import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decoded, Fact } from '#domain/facts/fact.ts';
import type { RadioSignal } from '#domain/radio/radio-signal.ts';
import { applyRadioSignal, noOvers } from '#domain/radio/overs.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { decodeTrunkRecorder } from './decode-trunk-recorder.ts';

const startS = 1_803_862_800;
const settings = { sourceId: 'madura', topic: 'trunk' };

function decode(leaf: string, payload: unknown, atS = startS): Decoded {
  return decodeTrunkRecorder({ topic: `trunk/${leaf}`, payload: new TextEncoder().encode(JSON.stringify(payload)), retained: false, receivedAtMs: atS * 1000 + 50 }, settings);
}
const call = { id: `1_401_${startS}`, call_num: 77, sys_num: 1, talkgroup: 401, unit: 8_001, unit_alpha_tag: 'POLAIR 1', emergency: false, encrypted: false, mon_state_type: 'UNSPECIFIED', start_time: startS, signal: 999 };
const message = (type: string, body: object, atS = startS): object => ({ type, ...body, timestamp: atS, instance_id: 'timur' });
/** Before July 2023 every value was text, and the end had no id. */
const asText = (body: object): object => Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));

function signals(decoded: Decoded): RadioSignal[] {
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.facts.flatMap((fact: Fact) => (fact.kind === 'radio' ? [fact.signal] : []));
}

function hear(...decoded: Decoded[]): Transmission[] {
  const heard = new Map<string, Transmission>();
  let overs = noOvers;
  for (const signal of decoded.flatMap(signals)) {
    const change = applyRadioSignal(overs, signal, 30_000);
    overs = change.open;
    for (const over of change.changed) heard.set(over.id, over);
  }
  return [...heard.values()];
}

describe.each([['numbers', (body: object) => body], ['text', asText]])('a call in %s', (_name, spelt) => {
  test('is one over from its start through the lists to its late end', () => {
    const withoutId = Object.fromEntries(Object.entries(call).filter(([key]) => key !== 'id'));
    const overs = hear(
      decode('call_start', message('call_start', { call: spelt({ ...call, unit: -1 }) })),
      decode('calls_active', message('calls_active', { calls: [spelt(call)] }, startS + 1), startS + 1),
      decode('calls_active', message('calls_active', { calls: null }, startS + 3), startS + 3),
      decode('call_end', message('call_end', { call: spelt({ ...withoutId, start_time: startS, stop_time: startS + 2, length: 1.8 }) }, startS + 8), startS + 8),
    );
    expect(overs).toMatchObject([{ radioId: 8_001, alias: 'POLAIR 1', talkgroup: 401, startedAtMs: startS * 1000, endedAtMs: (startS + 2) * 1000, durationMs: 1_800, end: 'terminator', rssiDbm: null }]);
  });

  test('is an emergency when it says so, and only then', () => {
    const emergency = (flag: unknown): unknown => signals(decode('call_start', message('call_start', { call: { ...spelt(call), emergency: flag } })))[0];
    expect(emergency(false)).toMatchObject({ emergency: false });
    expect(emergency('false')).toMatchObject({ emergency: false });
    expect(emergency('0')).toMatchObject({ emergency: false });
    expect(emergency('')).toMatchObject({ emergency: false });
    expect(emergency(true)).toMatchObject({ emergency: true });
    expect(emergency('true')).toMatchObject({ emergency: true });
    expect(emergency('sehr')).toMatchObject({ emergency: true, detail: 'emergency flag in an unknown form' });
    expect(emergency({})).toMatchObject({ emergency: true });
  });
});

test('a call that gets no end is over when it is in no list any more', () => {
  const encrypted = { ...call, mon_state_type: 'ENCRYPTED' };
  const overs = hear(
    decode('call_start', message('call_start', { call: encrypted })),
    ...[1, 2, 3].map((s) => decode('calls_active', message('calls_active', { calls: s === 1 ? [encrypted] : [] }, startS + s), startS + s)),
  );
  expect(overs).toMatchObject([{ detail: 'ENCRYPTED', end: 'lost' }]);
});

test('the will of the plugin is down at its arrival, by recorder', () => {
  expect(decode('trunk_recorder/status', { status: 'disconnected', instance_id: 'timur', client_id: 'x' })).toMatchObject({ facts: [{ kind: 'producer', state: 'down', part: 'timur', atMs: startS * 1000 + 50 }] });
  expect(decode('trunk_recorder/status', { status: 'connected', instance_id: 'timur' })).toMatchObject({ facts: [{ kind: 'producer', state: 'live', part: 'timur' }] });
  expect(decode('trunk_recorder/status', { status: 'dancing' })).toEqual({ ok: false, reason: 'a status that is not known' });
});

test('a recorder that decodes no control channel is deaf', () => {
  expect(decode('rates', { rates: [{ sys_name: 'p25', decoderate: 0 }], instance_id: 'timur' })).toMatchObject({ facts: [{ kind: 'producer', state: 'late', part: 'timur/rates', reason: 'Radio deaf: the recorder does not decode the control channel p25.' }] });
  expect(decode('rates', { rates: [{ sys_name: 'p25', decoderate: 38.2 }] })).toMatchObject({ facts: [{ state: 'live' }] });
  expect(decode('rates', { rates: {} })).toEqual({ ok: false, reason: 'rates is not a list' });
});

test('recorders that are all busy, or none, are said: further calls are seen and not recorded', () => {
  const recorders = (...states: readonly (number | string)[]) => decode('recorders', { recorders: states.map((rec_state, index) => ({ id: `0_${index}`, rec_state })), instance_id: 'timur' });
  expect(recorders(1, '1', 3)).toMatchObject({ facts: [{ kind: 'producer', state: 'late', part: 'timur/recorders', reason: 'All recorders of the trunking recorder are busy (3): a further call is seen and not recorded.' }] });
  expect(recorders(1, 4)).toMatchObject({ facts: [{ state: 'live', reason: null }] });
  expect(recorders(7)).toMatchObject({ facts: [{ state: 'live' }] });
  expect(decode('recorders', { recorders: [{}, null] })).toMatchObject({ facts: [{ state: 'live' }] });
  expect(decode('recorders', { recorders: null })).toMatchObject({ facts: [{ state: 'late', reason: 'The trunking recorder has no recorder: calls are seen and not recorded.' }] });
  expect(decode('recorders', { recorders: 'all' })).toEqual({ ok: false, reason: 'recorders is not a list' });
});

test('what a radio does is a burst of it, an emergency in any form is one, and the words of a call are the call\'s own', () => {
  const unit = (type: string, body: object): Decoded =>
    decodeTrunkRecorder({ topic: `units/p25/${type}`, payload: new TextEncoder().encode(JSON.stringify(message(type, { [type]: body }))), retained: false, receivedAtMs: startS * 1000 }, { ...settings, unitTopic: 'units' });
  expect(unit('on', { unit: 806_308, unit_alpha_tag: 'PKM 8' })).toMatchObject({ facts: [{ signal: { phase: 'signalling', radioId: 806_308, alias: 'PKM 8', detail: 'on', emergency: false } }] });
  expect(unit('end', { unit: '806308', talkgroup: '401', emergency: 'false' })).toMatchObject({ facts: [{ kind: 'ignored' }] });
  expect(unit('end', { unit: '806308', talkgroup: '401', emergency: 'sure' })).toMatchObject({ facts: [{ signal: { radioId: 806_308, talkgroup: 401, emergency: true } }] });
  expect(unit('call', { unit: -1 })).toMatchObject({ facts: [{ kind: 'ignored' }] });
  expect(unit('join', null as unknown as object)).toEqual({ ok: false, reason: 'a unit message without its unit' });
});

test('what cannot be read is refused, what is not read is ignored', () => {
  expect(decode('call_start', { call: null })).toEqual({ ok: false, reason: 'call is not an object' });
  expect(decode('call_start', { call: { id: 'x' } })).toEqual({ ok: false, reason: 'a call without id or talkgroup' });
  expect(decode('calls_active', { calls: {} })).toEqual({ ok: false, reason: 'calls is not a list' });
  expect(decode('calls_active', { calls: [call, 3] })).toEqual({ ok: false, reason: 'a call without id or talkgroup' });
  expect(decode('calls_active', { calls: Array.from({ length: 501 }, () => call) })).toEqual({ ok: false, reason: 'more than 500 calls' });
  expect(decode('console', { type: 'console' })).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
});

test('no payload makes it throw or say something impossible', () => {
  const leaves = fc.constantFrom('call_start', 'call_end', 'calls_active', 'recorders', 'trunk_recorder/status');
  const valid = [message('call_start', { call }), message('calls_active', { calls: [call] }), message('call_end', { call: asText({ ...call, stop_time: startS + 2, length: 1.8 }) }), { status: 'connected', instance_id: 'timur' }, { recorders: [{ id: '0_1', rec_state: 1 }], instance_id: 'timur' }];
  fc.assert(
    fc.property(leaves, hostilePayloads(...(valid as Record<string, unknown>[])), (leaf, payload) => {
      const decoded = decodeTrunkRecorder({ topic: `trunk/${leaf}`, payload, retained: false, receivedAtMs: startS * 1000 }, settings);
      expectSoundDecoded(decoded);
      hear(...(decoded.ok ? [decoded] : []));
    }),
    { seed: 112, numRuns: 3_000 },
  );
});
