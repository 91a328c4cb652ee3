import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { mapPacksFolder, mapTilesFile } from '#contract/console-files.ts';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { writeOsmPbf } from '#tests/fixtures/write-osm-pbf.ts';
import { buildMapPack } from '../../map-pack/build-map-pack.ts';
import { installMapPack } from '../../map-pack/installed-map-pack.ts';

const box = [113.8, -7.1, 114, -6.9] as const;

function withInstalledPack(): { dataDir: string; id: string } {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'station');
  mkdirSync(dataDir);
  const osm = join(folder, 'town.osm.pbf');
  writeOsmPbf(osm, {
    nodes: [1, 2, 3].map((id) => ({ id, longitude: 113.85 + id / 100, latitude: -7 })),
    ways: [{ id: 1, refs: [1, 2, 3], tags: { highway: 'primary', name: 'Jalan Trunojoyo' } }],
  });
  const built = buildMapPack({ osm, box, out: join(folder, 'pack'), islandAt: () => null, seats: [] });
  const installed = built.ok ? installMapPack(join(folder, 'pack'), dataDir) : built;
  if (!installed.ok) throw new Error(installed.sentence);
  return { dataDir, id: installed.value.id };
}

test('a station names its installed map pack, with what must be shown beside it, and finds its names at F2', async () => {
  const { dataDir, id } = withInstalledPack();
  const station = coreOnDisk({ dataDir });
  expect(await station.seat().do('map.pack', {})).toEqual({
    pack: { id, box, attribution: '© OpenStreetMap contributors (ODbL 1.0)', sourceName: 'town.osm.pbf', sourceDateMs: 1_767_225_600_000 },
    fault: null,
  });
  const seat = station.seat();
  // The names are put in order by a thread; until then the shipped ones answer.
  await vi.waitUntil(async () => (await seat.do('place.search', { text: 'jalan trunoj' }))[0]?.name === 'Jalan Trunojoyo', { timeout: 10_000 });
  expect((await seat.do('place.search', { text: 'jalan trunoj' }))[0]).toMatchObject({ detail: 'Jalan' });
  expect(station.core.examine({ thorough: false }).checks.find(({ name }) => name === 'places')).toMatchObject({ state: 'ok' });
});

test('a station without a pack has the shipped map', async () => {
  expect(await coreOnDisk({ dataDir: temporaryFolder() }).seat().do('map.pack', {})).toEqual({ pack: null, fault: null });
});

test('a damaged pack keeps no station from starting: it is left out, and the window is told why', async () => {
  const { dataDir, id } = withInstalledPack();
  truncateSync(join(dataDir, mapPacksFolder, id, mapTilesFile), 10);
  const station = coreOnDisk({ dataDir });
  expect(await station.seat().do('map.pack', {})).toEqual({ pack: null, fault: expect.stringContaining('tiles.pmtiles has 10 bytes') as string });
  expect(station.troubles.join()).toContain('the installed map pack is not used');
});

test('a list of packs that names nothing is a fault as well, and the folder stays as it is', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, mapPacksFolder));
  writeFileSync(join(dataDir, mapPacksFolder, 'current'), '../../elsewhere\n');
  expect(await coreOnDisk({ dataDir }).seat().do('map.pack', {})).toEqual({ pack: null, fault: expect.stringContaining('names no pack') as string });
  expect(readdirSync(join(dataDir, mapPacksFolder))).toEqual(['current']);
});

test('units are ranked over the roads of the installed map pack, and over the skeleton without one', async () => {
  const place = { text: 'Jalan Trunojoyo', latitude: -7, longitude: 113.88, radiusM: 50, islandId: 'madura', islandName: 'Madura', source: 'map' } as const;
  const skeletons: boolean[] = [];
  for (const dataDir of [withInstalledPack().dataDir, temporaryFolder()]) {
    const seat = coreOnDisk({ dataDir }).seat();
    const { incidentId } = await seat.do('incident.open', { type: 'medical', priority: 1, place, note: '', callId: null });
    const { isSkeleton, lines } = await seat.do('dispatch.recommend', { incidentId });
    skeletons.push(isSkeleton);
    expect(lines[0]?.legs.flatMap((leg) => (leg.kind === 'road' ? leg.roads : []))).toEqual(skeletons.length === 1 ? ['Jalan Trunojoyo'] : expect.not.arrayContaining(['Jalan Trunojoyo']));
  }
  expect(skeletons).toEqual([false, true]);
});
