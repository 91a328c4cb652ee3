import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hybridTimeText, maximumLeadMs, mergeHybridTime, nextHybridTime, parseHybridTime } from './hybrid-clock.ts';

const wallMs = fc.integer({ min: 0, max: 9_999_999_999_999 });
const time = fc.record({ wallMs, counter: fc.integer({ min: 0, max: 0xffff }) });

test('the clock only moves forward, and its text sorts as it does', () => {
  fc.assert(
    fc.property(time, fc.array(wallMs, { maxLength: 50 }), (start, walls) => {
      let last = start;
      for (const nowMs of walls) {
        const next = nextHybridTime(last, nowMs);
        if (next.wallMs > 9_999_999_999_999) return;
        expect(hybridTimeText(next, 'S1') > hybridTimeText(last, 'S1')).toBe(true);
        last = next;
      }
    }),
    { seed: 112 },
  );
});

test('a peer may pull the clock forward by at most a minute', () => {
  fc.assert(
    fc.property(time, time, wallMs, (own, peer, nowMs) => {
      const merged = mergeHybridTime(own, peer, nowMs);
      if (peer.wallMs - nowMs > maximumLeadMs) {
        expect(merged).toMatchObject({ ok: false, code: 'clock-ahead' });
        return;
      }
      expect(merged.ok).toBe(true);
      if (!merged.ok) return;
      const after = hybridTimeText(merged.value, 'S1');
      if (merged.value.wallMs > 9_999_999_999_999) return;
      expect(after > hybridTimeText(own, 'S1')).toBe(true);
      expect(after > hybridTimeText(peer, 'S1')).toBe(true);
    }),
    { seed: 112 },
  );
});

test('a time that was written can be read again, and rubbish is refused', () => {
  const text = hybridTimeText({ wallMs: 1_800_000_000_000, counter: 10 }, 'S2');
  expect(parseHybridTime(text)).toEqual({ ok: true, value: { wallMs: 1_800_000_000_000, counter: 10, station: 'S2' } });
  expect(parseHybridTime('yesterday').ok).toBe(false);
});
