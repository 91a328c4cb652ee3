import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layStamp, stampOf } from './stamp.ts';

const side = 6;
const anyColour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.constantFrom(0, 0, 60, 128, 255, 255));
const anyImage = fc.array(anyColour, { minLength: side * side, maxLength: side * side }).map((colours) => ({ width: side, height: side, data: Uint8ClampedArray.from(colours.flat()) }));

/** The same by the book, pixel by pixel in floating point. */
function laid(images: readonly (readonly [image: { readonly data: Uint8ClampedArray }, left: number, top: number])[], width: number, height: number): readonly number[] {
  const under = Array.from({ length: width * height }, () => [0, 0, 0, 0]);
  for (const [{ data }, left, top] of images) {
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const [toX, toY] = [left + x, top + y];
        if (toX < 0 || toY < 0 || toX >= width || toY >= height) continue;
        const from = [...data.subarray((y * side + x) * 4, (y * side + x) * 4 + 4)];
        const lower = under[toY * width + toX] ?? [];
        const [upperShare, lowerShare] = [(from[3] ?? 0) / 255, ((lower[3] ?? 0) / 255) * (1 - (from[3] ?? 0) / 255)];
        const sum = upperShare + lowerShare;
        if (upperShare > 0) under[toY * width + toX] = [...[0, 1, 2].map((channel) => ((from[channel] ?? 0) * upperShare + (lower[channel] ?? 0) * lowerShare) / sum), sum * 255];
      }
    }
  }
  return under.flat();
}

describe('stamps', () => {
  test('lie over each other as images do, and what reaches over the edge is left out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyImage, fc.integer({ min: -8, max: 12 }), fc.integer({ min: -8, max: 9 })), { maxLength: 4 }), (images) => {
        const sheet = { width: 11, height: 8, pixels: new Uint32Array(88) };
        for (const [image, left, top] of images) layStamp(sheet, stampOf(image), left, top);
        const [found, expected] = [new Uint8Array(sheet.pixels.buffer), laid(images, 11, 8)];
        // Each layer is rounded once; where almost nothing shows, colours are the coarser for it.
        expected.forEach((value, index) => {
          const opacity = expected[index - (index % 4) + 3] ?? 0;
          expect(Math.abs((found[index] ?? 0) - value) * (index % 4 === 3 ? 1 : opacity / 255)).toBeLessThanOrEqual(3);
        });
      }),
      { seed: 112, numRuns: 200 },
    );
  });
});
