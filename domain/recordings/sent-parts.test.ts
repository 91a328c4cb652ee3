import fc from 'fast-check';
import { expect, test } from 'vitest';
import { begunBytes, beginningOf, type SentPart } from './sent-parts.ts';

type Part = SentPart & { readonly data: Uint8Array };

const joined = (parts: readonly Part[]): Uint8Array => Uint8Array.from(beginningOf(parts).flatMap(({ part, skip, bytes }) => [...part.data.subarray(skip, skip + bytes)]));

test('whatever parts came, in whatever order, twice or over each other, make the beginning of the recording as far as it is without a gap', () => {
  const sound = fc.uint8Array({ minLength: 1, maxLength: 200 });
  const cuts = fc.array(fc.tuple(fc.nat(199), fc.nat(60)), { maxLength: 30 });
  fc.assert(
    fc.property(sound, cuts, (whole, places) => {
      const parts = places.map(([offset, bytes]): Part => {
        const data = whole.subarray(offset, offset + bytes);
        return { offset, bytes: data.length, data };
      });
      const have = new Set(parts.flatMap(({ offset, bytes }) => Array.from({ length: bytes }, (_, index) => offset + index)));
      let reached = 0;
      while (have.has(reached)) reached += 1;
      expect(begunBytes(parts)).toBe(reached);
      expect(joined(parts)).toEqual(whole.subarray(0, reached));
    }),
    { seed: 48 },
  );
});

test('a sender that asks how far it is and goes on there ends whole, wherever it was broken off and whatever it then cuts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.array(fc.record({ size: fc.integer({ min: 1, max: 40 }), isLost: fc.boolean(), isDoubled: fc.boolean() }), { minLength: 1 }), (whole, turns) => {
      const kept: Part[] = [];
      for (let turn = 0; begunBytes(kept) < whole.length; turn += 1) {
        const { size, isLost, isDoubled } = turns[turn % turns.length] ?? { size: 1, isLost: false, isDoubled: false };
        const offset = begunBytes(kept);
        const data = whole.subarray(offset, offset + size);
        if (isLost && turn < turns.length) continue;
        for (let times = isDoubled ? 2 : 1; times > 0; times -= 1) kept.unshift({ offset, bytes: data.length, data });
      }
      expect(joined(kept)).toEqual(whole);
    }),
    { seed: 49 },
  );
});
