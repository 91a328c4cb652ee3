import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '#domain/facts/fact.ts';
import { hearRadio } from '#tests/fixtures/radio-room.ts';
import { adnVoice, sceneStartMs } from '#tests/fixtures/server-scenes.ts';

type Said = readonly [sourceId: string, message: Message];
const sources = [{ id: 'kalianget', kind: 'mmdvm', name: 'kalianget' }, { id: 'lenteng', kind: 'mmdvm', name: 'lenteng' }, { id: 'adn', kind: 'adn', prefix: 'adn/62' }];

function host(name: string, atS: number, object: string, body: object): Said {
  const atMs = sceneStartMs + Math.round(atS * 1000);
  const payload = new TextEncoder().encode(JSON.stringify({ [object]: { timestamp: new Date(atMs).toISOString(), ...body } }));
  return [name, { topic: `${name}/json`, payload, retained: false, receivedAtMs: atMs + 40 }];
}
const start = (name: string, atS: number, rest: object = {}): Said => host(name, atS, 'DMR', { action: 'start', slot: 2, source: 'rf', src_id: 5_110_001, dst_id: 112, group: 'yes', ...rest });
const strength = (name: string, atS: number, value: number): Said => host(name, atS, 'RSSI', { mode: 'DMR', slot: 2, value });
const end = (name: string, atS: number, duration: number, average: number, ber: number): Said => host(name, atS, 'DMR', { action: 'end', slot: 2, duration, ber, rssi: { min: average - 5, max: average + 5, ave: average } });
const emergency = (name: string, atS: number): Said => host(name, atS, 'DMR', { action: 'csbk', csbk_desc: 'Call Emergency', slot: 2, source: 'rf', src_id: 5_110_001, dst_id: 112, group: 'yes' });

/** One key press that two hosts and the server hear, and an answer that only one of them does. */
const scene: readonly Said[] = [
  start('kalianget', 0), ['adn', adnVoice(0.1, 'START')], start('lenteng', 0.4), strength('kalianget', 0.5, -101), strength('lenteng', 0.8, -78),
  end('kalianget', 3, 2.9, -100, 4), ['adn', adnVoice(3.1, 'END', { duration_s: 3 })], end('lenteng', 3.2, 2.8, -77, 0.2),
  start('lenteng', 5, { src_id: 5_110_002 }), end('lenteng', 6, 1, -80, 0), emergency('kalianget', 8), emergency('lenteng', 8.1),
];
const hear = (said: readonly Said[]) => hearRadio(sources, said).transmissions;

describe('one transmission', () => {
  test('is one record with everybody who heard it, at its best', () => {
    const [over, answer, press, ...none] = hear(scene);
    expect(over).toMatchObject({ radioId: 5_110_001, talkgroup: 112, end: 'terminator', durationMs: 3_000, rssiDbm: -77, berPercent: 0.2 });
    expect(over?.receivers).toMatchObject([{ sourceId: 'kalianget', rssiDbm: -100, berPercent: 4 }, { sourceId: 'adn', direction: 'network', rssiDbm: null }, { sourceId: 'lenteng', rssiDbm: -77, berPercent: 0.2 }]);
    expect(answer).toMatchObject({ radioId: 5_110_002, receivers: [{ sourceId: 'lenteng' }] });
    expect(press).toMatchObject({ kind: 'signalling', emergency: true, receivers: [{ sourceId: 'kalianget' }, { sourceId: 'lenteng' }] });
    expect(none).toEqual([]);
  });

  test('is over when one place heard the end, and goes on while only lost by some', () => {
    expect(hear([start('kalianget', 0), start('lenteng', 0.3), end('lenteng', 3, 2.7, -80, 0)])).toMatchObject([{ end: 'terminator', receivers: [{ end: 'stale' }, { end: 'terminator' }] }]);
    const lost = host('kalianget', 2, 'DMR', { action: 'lost', slot: 2, duration: 1.9, ber: 9, rssi: { min: -120, max: -100, ave: -110 } });
    expect(hear([start('kalianget', 0), start('lenteng', 0.3), lost, end('lenteng', 5, 4.7, -80, 0)])).toMatchObject([{ end: 'terminator', durationMs: 4_700, receivers: [{ end: 'lost' }, {}] }]);
  });

  test('is not another one of the same radio later, of another radio, to another group or at another time', () => {
    expect(hear([start('kalianget', 0), end('kalianget', 2, 2, -90, 0), start('lenteng', 4), end('lenteng', 6, 2, -90, 0)])).toHaveLength(2);
    expect(hear([start('kalianget', 0), start('lenteng', 0.2, { src_id: 7 })])).toHaveLength(2);
    expect(hear([start('kalianget', 0), start('lenteng', 0.2, { dst_id: 119 })])).toHaveLength(2);
    expect(hear([start('kalianget', 0), start('lenteng', 0.2, { group: 'no' })])).toHaveLength(2);
  });

  test('that a second place hears only from its middle on is the same', () => {
    const late = host('lenteng', 6, 'DMR', { action: 'late_entry', slot: 2, source: 'rf', src_id: 5_110_001, dst_id: 112, group: 'yes' });
    expect(hear([start('kalianget', 0), strength('kalianget', 6.1, -90), late, end('kalianget', 9, 9, -90, 0), end('lenteng', 9.1, 3, -95, 1)])).toMatchObject([{ lateEntry: false, receivers: [{}, { sourceId: 'lenteng' }] }]);
  });

  test('does not depend on the order in which the places are heard', () => {
    const seen = (said: readonly Said[]) => JSON.stringify(hear(said), (key, value: unknown) => (key === 'lastHeardAtMs' ? 0 : value));
    const expected = seen(scene);
    const mixed = fc.array(fc.nat({ max: 2 }), { minLength: 60, maxLength: 60 }).map((turns) => {
      const waiting = sources.map(({ id }) => scene.filter(([sourceId]) => sourceId === id));
      const order: Said[] = [];
      for (const turn of [...turns, 0, 1, 2]) order.push(...(waiting[turn]?.splice(0, turns.length > order.length ? 1 : Infinity) ?? []));
      order.push(...waiting.flat());
      // Each comes when it was its turn; none later than a late message may be.
      return order.map(([sourceId, message], index): Said => [sourceId, { ...message, receivedAtMs: sceneStartMs + index * 100 }]);
    });
    fc.assert(
      fc.property(mixed, (said) => {
        expect(seen(said)).toBe(expected);
      }),
      { seed: 112, numRuns: 200 },
    );
  });

  test('loses nobody whichever message comes twice, is lost or changes places', () => {
    const talkers = (said: readonly Said[]) => hear(said).map(({ radioId, end: how }) => [radioId, how === null]);
    const once = talkers(scene);
    scene.forEach((each, index) => {
      expect(talkers([...scene.slice(0, index), each, ...scene.slice(index)])).toEqual(once);
      expect(talkers(scene.filter((_, other) => other !== index)).every(([, isOpen]) => isOpen === false)).toBe(true);
    });
  });
});
