import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decoded } from '#domain/facts/fact.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import { decodeHtData } from './decode-ht-data.ts';

const nowMs = Date.UTC(2027, 2, 1, 1, 0, 0);
const at = (payload: Uint8Array): Decoded => decodeHtData({ topic: 'cc112/v1/sumenep/radio/ht/x', payload, retained: false, receivedAtMs: nowMs }, { sourceId: 'ht' });
const decode = (payload: unknown): Decoded => at(new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)));
const text = { id: 7, direction: 'in', peer: 5_110_001, local: 112, group: true, text: 'tiba di TKP', state: 'received', created_at: '2027-03-01T00:59:50.000Z', updated_at: '2027-03-01T00:59:51Z' };

describe('a text', () => {
  test('from a radio names the radio and the group, or the one it is for', () => {
    expect(decode(text)).toMatchObject({ facts: [{ kind: 'radio-message', message: { direction: 'in', radioId: 5_110_001, talkgroup: 112, privateTo: null, text: 'tiba di TKP', statusCode: null, state: 'received', atMs: nowMs - 9_000 } }] });
    expect(decode({ ...text, group: 'no', local: 5_110_009 })).toMatchObject({ facts: [{ message: { talkgroup: null, privateTo: 5_110_009 } }] });
  });

  test('to a radio is ours, and stays one message while its state goes on', () => {
    const out = (state: string, updated_at: string): Decoded => decode({ ...text, direction: 'out', group: false, peer: 5_110_001, local: 5_110_900, state, updated_at });
    const [queued, sent] = [out('queued', '2027-03-01T00:59:50Z'), out('sent', '2027-03-01T00:59:55Z')];
    expect(sent).toMatchObject({ facts: [{ message: { direction: 'out', radioId: 5_110_900, privateTo: 5_110_001, state: 'sent' } }] });
    const idOf = (decoded: Decoded): unknown => decoded.ok && decoded.facts.map((fact) => fact.kind === 'radio-message' && fact.message.id);
    expect(idOf(sent)).toEqual(idOf(queued));
  });

  test('comes alone or in a list, of which what cannot be read does not hide the rest', () => {
    expect(decode({ messages: [text, 3, { ...text, id: 8 }] })).toMatchObject({ facts: [{ kind: 'radio-message' }, { kind: 'ignored' }, { kind: 'radio-message' }] });
    expect(decode({ time: '2027-03-01T00:59:50Z', type: 'message_out', detail: 'message 41 sent' })).toMatchObject({ facts: [{ kind: 'ignored' }] });
  });
});

test('a status is a code of a radio', () => {
  expect(decode({ radio: 5_110_001, talkgroup: 112, status: 3, tst: nowMs / 1000 - 5 })).toMatchObject({ facts: [{ message: { radioId: 5_110_001, talkgroup: 112, statusCode: 3, text: null, atMs: nowMs - 5_000 } }] });
});

describe('a position', () => {
  test('is a fix of the radio at its own time', () => {
    expect(decode({ radio: 5_110_001, lat: -7.01, lon: 113.86, tst: nowMs / 1000 - 600, acc: 20, vel: 40 })).toMatchObject({
      facts: [{ kind: 'fix', fix: { id: `ht:ht:5110001:${nowMs - 600_000}`, deviceId: 'ht:5110001', latitude: -7.01, fixedAtMs: nowMs - 600_000, receivedAtMs: nowMs, accuracyM: 20, speedKmh: 40 } }],
    });
  });

  test('may be a line with tabs, as LRRP decoders write it', () => {
    expect(decode('2027/03/01\t00:59:30\t05110001\t-7.010000\t113.860000\t12.5\t270\n')).toMatchObject({ facts: [{ fix: { deviceId: 'ht:5110001', fixedAtMs: nowMs - 30_000, speedKmh: 12.5, headingDeg: 270, accuracyM: null } }] });
    expect(decode('2027/03/01\t00:59:30\t05110001\t0.000000\t0.000000\t0\t0')).toMatchObject({ ok: false });
    expect(decode('when\t00:59:30\t05110001\t-7.0\t113.8\t0\t0')).toEqual({ ok: false, reason: 'a line without a time' });
  });
});

test('what is none of these is refused with a reason that can be counted', () => {
  expect(decode({ radio: 1 })).toEqual({ ok: false, reason: 'neither a text nor a status nor a position' });
  expect(decode({ text: 'x' })).toEqual({ ok: false, reason: 'a text without a radio' });
  expect(decode({ lat: 1, lon: 2 })).toEqual({ ok: false, reason: 'a position without a radio' });
});

test('no payload makes it throw or say something impossible', () => {
  const position = { radio: 5_110_001, lat: -7.01, lon: 113.86, tst: nowMs / 1000 };
  fc.assert(fc.property(hostilePayloads(text, position, { radio: 1, status: 3, tst: nowMs / 1000 }, { messages: [text] }), (payload) => expectSoundDecoded(at(payload))), { seed: 112, numRuns: 2_000 });
});
