import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = Date.UTC(2027, 2, 1, 1, 0, 0);

describe('positions', () => {
  /** Along a road at 36 km/h, three trackers. */
  const path = Array.from({ length: 30 }, (_, index) => trackerFix(`tracker-p0${(index % 3) + 1}`, startMs + index * 4_000, -7.05 + index * 0.0003, 113.8));

  test('end at the newest fix of each unit in whatever order they come', () => {
    const inOrder = factsOnDisk(temporaryFolder(), repeatingClock(startMs + 120_000));
    inOrder.hear(...path);
    const expected = inOrder.latest('positions');
    expect(expected.map((position) => [position.unitId, position.fixedAtMs])).toEqual([['p01', startMs + 108_000], ['p02', startMs + 112_000], ['p03', startMs + 116_000]]);
    fc.assert(
      fc.property(fc.shuffledSubarray(path, { minLength: path.length }), fc.array(fc.nat({ max: path.length - 1 }), { maxLength: 10 }), (shuffled, repeated) => {
        const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs + 120_000));
        facts.hear(...shuffled);
        facts.hear(...repeated.flatMap((index) => shuffled[index] ?? []));
        expect(facts.latest('positions')).toEqual(expected);
        expect(facts.database.prepare('SELECT COUNT(*) AS count FROM fixes').get()).toEqual({ count: path.length });
        facts.close();
      }),
      { seed: 112, numRuns: 25 },
    );
  });

  test('from the future are kept and never drawn, also when their time has come', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    facts.hear(trackerFix('tracker-p01', startMs + 3_600_000, -7.5, 113.8));
    expect(facts.latest('positions')).toEqual([]);
    facts.hear(trackerFix('tracker-p01', startMs, -7.05, 113.8));
    facts.clock.move(3_600_000);
    facts.hear(trackerFix('tracker-p01', startMs + 3_600_000, -7.5, 113.8));
    expect(facts.latest('positions')).toMatchObject([{ latitude: -7.05, fixedAtMs: startMs }]);
    expect(facts.database.prepare('SELECT standing FROM fixes ORDER BY fixed_ms').all()).toEqual([{ standing: 'live' }, { standing: 'future' }]);
  });

  test('that waited in a tunnel move the unit only forward, each with its own time', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    facts.hear(trackerFix('tracker-p01', startMs, -7.05, 113.8));
    facts.clock.move(1_800_000);
    const burst = [900, 300, 1_500, 600].map((atS) => trackerFix('tracker-p01', startMs + atS * 1_000, -7.05 + atS / 100_000, 113.8));
    facts.hear(...burst);
    expect(facts.latest('positions')).toMatchObject([{ fixedAtMs: startMs + 1_500_000 }]);
    const standings = facts.database.prepare<[], { standing: string }>('SELECT standing FROM fixes ORDER BY fixed_ms').all().map((row) => row.standing);
    expect(standings).toEqual(['live', 'buffered', 'buffered', 'last-known', 'last-known']);
  });

  test('come from a receiver\'s gpsd and from amateur radio as from a tracker, whichever told last', () => {
    const site = siteOnBroker('mqtt://127.0.0.1:9') as { sources: object[]; units: { devices: string[] }[] };
    const [unit] = site.units;
    const sources = [...site.sources, { id: 'cars', kind: 'gpsd', broker: 'lan' }, { id: 'packets', kind: 'aprs', broker: 'lan' }];
    const profile = profileOf({ ...site, sources, units: [{ ...unit, devices: ['tracker-p01', 'p01', 'YC3ABC-9'] }] });
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs), profile);
    const drawn = (): unknown => facts.latest('positions').map(({ unitId, sourceId, longitude, accuracyM }) => [unitId, sourceId, longitude, accuracyM === null ? null : Math.round(accuracyM)]);
    facts.hear(trackerFix('tracker-p01', startMs - 20_000, -7.05, 113.8));
    facts.hear({ sourceId: 'cars', topic: 'gpsd/p01', body: { class: 'TPV', mode: 3, lat: -7.05, lon: 113.801, eph: 6, time: new Date(startMs - 10_000).toISOString() } });
    expect(drawn()).toEqual([['p01', 'cars', 113.801, 6]]);
    facts.hear({ sourceId: 'packets', topic: 'aprs/igate', body: { from: 'YC3ABC-9', format: 'uncompressed', latitude: -7.05, longitude: 113.802, posambiguity: 1 } });
    expect(drawn()).toEqual([['p01', 'packets', 113.802, 131]]);
    expect(facts.stores.counts.all().map(({ sourceId, stored }) => [sourceId, stored])).toEqual([['cars', 1], ['packets', 1], ['traccar', 1]]);
  });

  test('of a device nobody knows are kept, and belong to no unit', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    facts.hear(trackerFix('somebody', startMs, -7.05, 113.8));
    expect(facts.latest('positions')).toEqual([]);
    expect(facts.database.prepare('SELECT device_id, unit_id FROM fixes').all()).toEqual([{ device_id: 'somebody', unit_id: null }]);
  });
});
