import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyToLine, foldLine } from './fold-line.ts';
import type { LineEvent, LineHappening } from './phone-line.ts';

const rang: LineHappening = { kind: 'rang', number: '0812', name: null, sipCallId: 's1', callId: 'c1', consultFor: null };
const ended: LineHappening = { kind: 'ended', by: 'them', cause: 'Terminated', packets: null };
const by = fc.constantFrom('us' as const, 'them' as const);
const happenings: fc.Arbitrary<LineHappening> = fc.oneof(
  fc.constant<LineHappening>({ kind: 'progressed' }),
  by.map((by): LineHappening => ({ kind: 'answered', by })),
  fc.tuple(fc.constantFrom('held' as const, 'resumed' as const), by).map(([kind, by]): LineHappening => ({ kind, by })),
  fc.tuple(fc.constantFrom('muted' as const, 'conferenced' as const), fc.boolean()).map(([kind, on]): LineHappening => ({ kind, on })),
  by.map((by): LineHappening => ({ kind: 'digits', digits: '5', by })),
  fc.constant<LineHappening>({ kind: 'transfer-asked', how: 'blind', target: '119' }),
  fc.constant<LineHappening>({ kind: 'transfer-failed', reason: 'busy' }),
  fc.constant<LineHappening>({ kind: 'transfer-done' }),
  fc.constant(ended),
);
const numbered = (list: readonly LineHappening[]): LineEvent[] => list.map((happening, index) => ({ host: 'h1', n: index + 1, atMs: 1_000 + index, line: 'l1', happening }));
/** A life of a line, and the same events late, doubled and out of order. */
const lives = fc.array(happenings, { maxLength: 30 }).chain((list) => {
  const events = numbered([rang, ...list]);
  return fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }));
});

test('late, doubled and out of order, the events of a line make the same line', () => {
  fc.assert(
    fc.property(lives, ([events, shuffled]) => {
      expect(foldLine(shuffled)).toEqual(events.reduce<ReturnType<typeof applyToLine>>(applyToLine, undefined));
    }),
  );
});

test('a line that ended stays as it ended, an answer stands in it, and nobody is on hold in it', () => {
  fc.assert(
    fc.property(lives, ([events]) => {
      const line = foldLine(events)!;
      const endAt = events.findIndex(({ happening }) => happening.kind === 'ended');
      const lived = endAt < 0 ? events : events.slice(0, endAt);
      expect(line.state === 'ended').toBe(endAt >= 0);
      expect(line.endedAtMs).toBe(endAt < 0 ? null : events[endAt]!.atMs);
      expect(line.answeredAtMs).toBe(lived.find(({ happening }) => happening.kind === 'answered')?.atMs ?? null);
      if (line.answeredAtMs === null || line.state === 'ended') expect(line).toMatchObject({ heldByUs: false, heldByThem: false, conferenced: false });
    }),
  );
});

test('the host’s own word of the end goes before what the next host says of it, also when it comes later', () => {
  const own = numbered([rang, { kind: 'answered', by: 'us' }, ended]);
  const lost: LineEvent = { host: 'h2', n: 1, atMs: 9_000, line: 'l1', happening: { kind: 'ended', by: 'fault', cause: 'host-lost', packets: null } };
  expect(foldLine([...own.slice(0, 2), lost])).toMatchObject({ state: 'ended', endedBy: 'fault', endedAtMs: 9_000 });
  expect(foldLine([...own.slice(0, 2), lost, ...own.slice(2)])).toMatchObject({ state: 'ended', endedBy: 'them', endedAtMs: 1_002 });
  expect(foldLine([lost])).toBeUndefined();
});

test('both sides may hold, each for itself', () => {
  const line = foldLine(numbered([rang, { kind: 'answered', by: 'us' }, { kind: 'held', by: 'us' }, { kind: 'held', by: 'them' }, { kind: 'resumed', by: 'us' }]));
  expect(line).toMatchObject({ state: 'talking', heldByUs: false, heldByThem: true });
});

test('an outgoing line is called, then early, then talks; a second ring changes nothing', () => {
  const dialled: LineHappening = { ...rang, kind: 'dialled' };
  expect(foldLine(numbered([dialled]))).toMatchObject({ direction: 'out', state: 'calling' });
  expect(foldLine(numbered([dialled, { kind: 'progressed' }, rang]))).toMatchObject({ direction: 'out', state: 'early' });
  expect(foldLine(numbered([dialled, { kind: 'progressed' }, { kind: 'answered', by: 'them' }, { kind: 'progressed' }]))).toMatchObject({ state: 'talking' });
});
