import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emergencyPayload, mmdvmPayload, overPayloads, type Over } from './mmdvm-over.ts';
import { createRandom } from './random.ts';

const startMs = Date.UTC(2026, 10, 23, 21, 20, 50, 316);
const over: Over = { slot: 2, radioId: 112_104, talkgroup: 1122, info: 'LENTENG 01', alias: 'P04 Lenteng 01', source: 'rf', durationMs: 2_880, ending: 'end', rssiDbm: -85, berPercent: 0.4 };
const say = (changes: Partial<Over> = {}) => overPayloads({ ...over, ...changes }, startMs, createRandom(1, 'over'));
const keysOf = (payloads: readonly { payload: string }[]): string[] => payloads.map(({ payload }) => Object.keys(JSON.parse(payload) as object)[0] ?? '');
const last = (payloads: readonly { payload: string }[]): unknown => JSON.parse(payloads.at(-1)?.payload ?? 'null');

describe('an over on the air', () => {
  test('begins with who speaks to whom, to the byte as the host writes it', () => {
    expect(say()[0]?.payload).toBe(
      '{"DMR":{"action":"start","dst_id":1122,"group":"yes","slot":2,"source":"rf","src_id":112104,"src_info":"LENTENG 01","timestamp":"2026-11-23T21:20:50.316Z"}}',
    );
  });

  test('shows its strength, errors and alias while it lasts', () => {
    expect(new Set(keysOf(say()).slice(1, -1))).toEqual(new Set(['RSSI', 'BER', 'Text']));
    expect(keysOf(say({ alias: null }))).not.toContain('Text');
  });

  test('ends without saying who it was', () => {
    expect(last(say())).toEqual({
      DMR: { action: 'end', ber: Math.fround(0.4), duration: Math.fround(2.88), rssi: expect.objectContaining({ ave: expect.any(Number) as number }) as object, slot: 2, timestamp: '2026-11-23T21:20:53.196Z' },
    });
  });

  test('that is lost ends late and counts the wait', () => {
    const lost = say({ ending: 'lost' });
    expect(last(lost)).toMatchObject({ DMR: { action: 'lost', duration: Math.fround(4.58) } });
    expect(lost.at(-1)?.offsetMs).toBe(4_580);
  });

  test('whose end never came ends with no word', () => {
    expect(last(say({ ending: 'none' }))).not.toHaveProperty('DMR');
  });

  test('from the network has loss at its end and no strength on the way', () => {
    const network = say({ source: 'network', alias: null });
    expect(keysOf(network)).toEqual(['DMR', 'DMR']);
    expect(last(network)).toMatchObject({ DMR: { loss: 0, ber: 0 } });
  });

  test('says everything in the order of time, with each message’s own time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 60_000 }), fc.constantFrom('end', 'lost', 'none'), (durationMs, ending) => {
        const payloads = say({ durationMs, ending });
        const times = payloads.map(({ payload }) => Date.parse((Object.values(JSON.parse(payload) as Record<string, { timestamp: string }>)[0] ?? { timestamp: '' }).timestamp));
        expect(times).toEqual(payloads.map(({ offsetMs }) => startMs + offsetMs));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { seed: 112 },
    );
  });
});

test('the emergency button is one burst', () => {
  expect(emergencyPayload(over, startMs)).toBe(
    '{"DMR":{"action":"csbk","csbk_desc":"Call Emergency","dst_id":1122,"group":"yes","slot":2,"source":"rf","src_id":112104,"src_info":"LENTENG 01","timestamp":"2026-11-23T21:20:50.316Z"}}',
  );
});

test('the mode of the host is one message', () => {
  expect(mmdvmPayload('MMDVM', { mode: 'idle' }, startMs)).toBe('{"MMDVM":{"mode":"idle","timestamp":"2026-11-23T21:20:50.316Z"}}');
});
