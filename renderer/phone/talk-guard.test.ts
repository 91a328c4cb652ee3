import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manualClock } from '#tests/fixtures/manual-clock.ts';
import { createTalkGuard } from './talk-guard.ts';

function guarded() {
  const clock = manualClock();
  const open = new Set<number>();
  const guard = createTalkGuard({ after: clock.after, open: (talkgroup) => open.add(talkgroup), close: (talkgroup) => open.delete(talkgroup) });
  return { clock, open, guard };
}

test('a microphone stays open while the press is confirmed, and closes a second after the last word of it', () => {
  const { clock, open, guard } = guarded();
  guard.confirm(112, 'p1', 1);
  for (let kept = 2; kept < 20; kept += 1) {
    clock.move(300);
    guard.confirm(112, 'p1', kept);
  }
  expect([...open]).toEqual([112]);
  expect(guard.onAir(112)).toBe('p1');
  clock.move(999);
  expect(open.size).toBe(1);
  clock.move(1);
  expect(open.size).toBe(0);
  expect(guard.onAir(112)).toBeNull();
});

test('a station that repeats the same word confirms nothing', () => {
  const { clock, open, guard } = guarded();
  guard.confirm(112, 'p1', 1);
  for (let asked = 0; asked < 10; asked += 1) {
    clock.move(100);
    guard.confirm(112, 'p1', 1);
  }
  expect(open.size).toBe(0);
});

test('a press that was closed never opens again; the next one does', () => {
  const { clock, open, guard } = guarded();
  guard.confirm(112, 'p1', 1);
  clock.move(1_000);
  guard.confirm(112, 'p1', 2);
  expect(open.size).toBe(0);
  guard.confirm(112, 'p2', 3);
  expect([...open]).toEqual([112]);
  guard.release(112);
  guard.confirm(112, 'p2', 4);
  expect(open.size).toBe(0);
});

test('whatever comes in whatever order, a second of silence leaves no microphone open', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('confirm' as const), talkgroup: fc.integer({ min: 1, max: 3 }), press: fc.constantFrom('a', 'b', 'c'), keptAtMs: fc.nat(50) }),
    fc.record({ kind: fc.constant('release' as const), talkgroup: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(1_200) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { clock, open, guard } = guarded();
      for (const each of steps) {
        if (each.kind === 'confirm') guard.confirm(each.talkgroup, each.press, each.keptAtMs);
        else if (each.kind === 'release') guard.release(each.talkgroup);
        else clock.move(each.ms);
        for (const talkgroup of [1, 2, 3]) expect(open.has(talkgroup)).toBe(guard.onAir(talkgroup) !== null);
      }
      clock.move(1_000);
      expect(open.size).toBe(0);
    }),
    { seed: 112, numRuns: 300 },
  );
});
