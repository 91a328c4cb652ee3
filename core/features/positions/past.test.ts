import { expect, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = 1_800_000_000_000;
const minuteMs = 60_000;

function stationWithFixes() {
  const dataDir = temporaryFolder();
  const clock = repeatingClock(startMs);
  const facts = factsOnDisk(dataDir, clock);
  facts.hear(trackerFix('tracker-p02', startMs, -7.05, 113.8));
  clock.move(10 * minuteMs);
  facts.hear(
    trackerFix('tracker-p02', startMs + 10 * minuteMs, -7.01, 113.86),
    // Kept back in a tunnel, and told afterwards.
    trackerFix('tracker-p02', startMs + 5 * minuteMs, -7.03, 113.83),
    trackerFix('tracker-p02', startMs + 90 * minuteMs, -7, 113.9),
    trackerFix('tracker-p02', startMs + 10 * minuteMs + 1_000, -6.5, 114.9),
  );
  facts.close();
  const station = coreOnDisk({ dataDir, clock, profile: { ...siteOnBroker('mqtt://127.0.0.1:9'), brokers: [], sources: [] } });
  return station.seat();
}

test('every unit stands where it was at a moment by all that is known now, also by what came late, and never by what is not believed', async () => {
  const seat = stationWithFixes();
  const latitudeAt = async (atMs: number) => (await seat.do('position.at', { atMs })).map(({ unitId, latitude }) => `${unitId} ${latitude}`);
  expect(await latitudeAt(startMs - 1)).toEqual([]);
  expect(await latitudeAt(startMs + 4 * minuteMs)).toEqual(['p02 -7.05']);
  expect(await latitudeAt(startMs + 6 * minuteMs)).toEqual(['p02 -7.03']);
  expect(await latitudeAt(startMs + 12 * minuteMs)).toEqual(['p02 -7.01']);
  expect(await latitudeAt(startMs + 25 * 60 * minuteMs)).toEqual([]);
});

test('the fixes of a unit are told with why one is not drawn, the newest first, and what is more than was asked for is said', async () => {
  const seat = stationWithFixes();
  const ask = (limit: number) => seat.do('position.fixes', { unitId: 'p02', fromMs: startMs, untilMs: startMs + 2 * 60 * minuteMs, limit });
  const { fixes, isCut } = await ask(10);
  expect(isCut).toBe(false);
  expect(fixes.map(({ fixedAtMs, standing }) => [(fixedAtMs - startMs) / minuteMs, standing])).toEqual([
    [90, 'future'],
    [10 + 1 / 60, 'implausible'],
    [10, 'live'],
    [5, 'buffered'],
    [0, 'live'],
  ]);
  expect(await ask(2)).toMatchObject({ isCut: true, fixes: [{ standing: 'future' }, { standing: 'implausible' }] });
  expect(await seat.do('position.fixes', { unitId: 'p01', fromMs: startMs, untilMs: startMs, limit: 10 })).toEqual({ fixes: [], isCut: false });
});
