import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOverGate } from './over-gate.ts';

const stepMs = 64;
const run = (peaks: readonly number[]): string[] => {
  const gate = createOverGate();
  return peaks.flatMap((peak, index) => {
    const asked = gate.heard(peak, index * stepMs);
    return asked === null ? [] : [`${asked} ${index}`];
  });
};
const silence = (count: number): number[] => Array.from({ length: count }, () => 0.001);

test('an over goes on through a pause of breath and ends two seconds after its last word', () => {
  expect(run([...silence(10), 0.5, ...silence(20), 0.4, ...silence(60)])).toEqual(['begin 10', 'end 63']);
  expect(run(silence(500))).toEqual([]);
});

test('a carrier that is never let go becomes several recordings', () => {
  const asked = run(Array.from({ length: 10_000 }, () => 0.5));
  expect(asked).toEqual(['begin 0', 'end 9376', 'begin 9377']);
});

test('whatever is heard, beginnings and ends take turns, and no loud moment is outside an over', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.05, noNaN: true }), { maxLength: 300 }), (peaks) => {
      const gate = createOverGate();
      let isOn = false;
      peaks.forEach((peak, index) => {
        const asked = gate.heard(peak, index * 500);
        if (asked !== null) {
          expect(asked).toBe(isOn ? 'end' : 'begin');
          isOn = !isOn;
        }
        if (peak > 0.02) expect(isOn).toBe(true);
      });
    }),
    { seed: 7 },
  );
});
