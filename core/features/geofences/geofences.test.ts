import { expect, test } from 'vitest';
import { fencesOf } from '#domain/geofences/fence.ts';
import { visitsOf } from '#domain/geofences/fence-visits.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createFenceTracker } from './fence-tracker.ts';

const startMs = 1_800_000_000_000;
const base = { name: 'Puskesmas', latitude: -7.05, longitude: 113.8, unitId: 'p02' };
const fences = fencesOf({ own: [], bases: [base], places: [] });
/** Home for five minutes, out for five, home again; a fix each 20 s. */
const way = Array.from({ length: 45 }, (_, index) => trackerFix('tracker-p02', startMs + index * 20_000, -7.05 + (Math.floor(index / 15) === 1 ? 0.01 : 0), 113.8));

function station() {
  const clock = repeatingClock(startMs);
  const facts = factsOnDisk(temporaryFolder(), clock);
  const tracker = createFenceTracker({ fences, fixesBetween: facts.stores.positions.fixesBetween, clock });
  const told: (readonly string[])[] = [];
  tracker.feed.subscribe({}, (keys) => told.push(keys));
  const hear = (messages: readonly (typeof way)[number][]): void => {
    facts.hear(...messages);
    const fixes = facts.stores.positions.fixesBetween('p02', 0, startMs * 2, 1_000).map(({ fixedAtMs }) => fixedAtMs);
    tracker.heard(new Map([['p02', Math.min(...fixes.slice(0, messages.length))]]));
    clock.move(1_000);
  };
  return { clock, facts, tracker, told, hear };
}

test('fixes as they come, all at once, doubled and out of order end in the same visits', () => {
  const asTheyCome = station();
  way.forEach((message, index) => {
    asTheyCome.clock.move(Math.max(0, startMs + index * 20_000 - asTheyCome.clock.now()));
    asTheyCome.hear([message]);
  });
  const expected = [{ fenceId: fences[0]?.id, enteredAtMs: startMs + 600_000, leftAtMs: null }, { fenceId: fences[0]?.id, enteredAtMs: startMs, leftAtMs: startMs + 300_000 }];
  expect(asTheyCome.tracker.visits('p02')).toEqual(expected);
  // In, out, in: each is told once.
  expect(asTheyCome.told).toEqual([['p02'], ['p02'], ['p02']]);

  for (const seed of [1, 2, 3]) {
    const random = seededRandom(seed);
    const late = station();
    late.clock.move(16 * 60_000);
    const shuffled = [...way, ...way].toSorted(() => random() - 0.5);
    for (let from = 0; from < shuffled.length; from += 12) late.hear(shuffled.slice(from, from + 12));
    late.tracker.heard(new Map([['p02', startMs]]));
    late.clock.move(1_000);
    expect(late.tracker.visits('p02')).toEqual(expected);
    expect(late.tracker.feed.read('p02')?.visits).toEqual(expected.toReversed());
    expect(late.tracker.feed.read('p02')?.visits).toEqual(visitsOf(late.facts.stores.positions.fixesBetween('p02', startMs, startMs * 2, 1_000), fences).visits);
  }
});

test('a unit that nothing was told of has its visits worked out when asked for', () => {
  const { clock, facts, tracker } = station();
  clock.move(16 * 60_000);
  facts.hear(...way);
  expect(tracker.feed.read('p02')).toBeUndefined();
  expect(tracker.visits('p02')).toHaveLength(2);
  expect(tracker.visits('p01')).toEqual([]);
});
