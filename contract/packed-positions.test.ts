import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnitPosition } from '#domain/positions/position.ts';
import { createPositionPacker, createPositionUnpacker } from './packed-positions.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const word = fc.constantFrom('', 'u1', 'u2', 'ht:5101212', 'madura', 'Ra’as');
const anyPosition: fc.Arbitrary<UnitPosition> = fc
  .record({
    ...{ unitId: word, sourceId: word, deviceId: word, islandId: fc.option(word), latitude: number, longitude: number, fixedAtMs: fc.nat(), receivedAtMs: fc.nat() },
    ...{ accuracyM: fc.option(number), speedKmh: fc.option(number), headingDeg: fc.option(number), altitudeM: fc.option(number), batteryPercent: fc.option(number), declaredStale: fc.boolean() },
    ...{ ownId: fc.option(word), around: fc.constantFrom(['', ''], ['', ''], ['0', ''], ['', ' '], ['', '.0']), spoken: fc.option(fc.record({ text: fc.string(), by: word })) },
  })
  .map(({ ownId, around, spoken, ...rest }) => ({ ...rest, id: ownId ?? `${rest.sourceId}:${rest.deviceId}:${around.join(String(rest.fixedAtMs))}`, ...(spoken ? { spoken } : {}) }));

test('what was packed is unpacked as it was, update after update, also after a copy from one process to another', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyPosition, { maxLength: 20 }), { maxLength: 5 }), (updates) => {
      const [pack, unpack] = [createPositionPacker(), createPositionUnpacker()];
      for (const positions of updates) expect(unpack(structuredClone(pack(positions)))).toEqual(positions);
    }),
    { seed: 112, numRuns: 200 },
  );
});

test('a word is sent once to each reader', () => {
  const pack = createPositionPacker();
  const position: UnitPosition = { id: 's:d:1', unitId: 'u', sourceId: 's', deviceId: 'd', islandId: 'madura', latitude: 0, longitude: 0, fixedAtMs: 1, receivedAtMs: 1, accuracyM: null, speedKmh: null, headingDeg: null, altitudeM: null, batteryPercent: null, declaredStale: false };
  expect(pack([position]).newWords).toEqual(['u', 's', 'd', 'madura']);
  expect(pack([position, { ...position, unitId: 'v' }]).newWords).toEqual(['v']);
});
