import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buildMapPack } from '#core/map-pack/build-map-pack.ts';
import { openInstalledMapPack } from '#core/map-pack/installed-map-pack.ts';
import { verifyMapPack } from '#core/map-pack/map-pack-folder.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { writeOsmPbf } from '#tests/fixtures/write-osm-pbf.ts';

const kills = 6;

/** Three packs of several hundred kilobytes, each with names of its own: of three in turn each has to be copied anew. */
function threePacks(folder: string): readonly { readonly path: string; readonly id: string }[] {
  return ['utara', 'tengah', 'selatan'].map((name) => {
    const osm = join(folder, `${name}.osm.pbf`);
    const nodes = Array.from({ length: 4_000 }, (_, index) => ({ id: index + 1, longitude: 113.8 + (index % 80) / 500, latitude: -7 + Math.floor(index / 80) / 500, tags: { place: 'hamlet', name: `Dusun ${name} ${index}` } }));
    writeOsmPbf(osm, { nodes, ways: [{ id: 1, refs: [1, 2, 3], tags: { highway: 'primary' } }] });
    const path = join(folder, name);
    const built = buildMapPack({ osm, box: [113.7, -7.1, 114.1, -6.8], out: path, islandAt: () => null, seats: [] });
    if (!built.ok) throw new Error(built.sentence);
    return { path, id: built.value.id };
  });
}

test('killed anywhere while map packs are installed, a station has the last one that was said to be installed or the one after it, whole', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const station = join(folder, 'station');
  mkdirSync(station);
  const packs = threePacks(folder);
  const random = seededRandom(112);
  const ids = packs.map(({ id }) => id);
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [join(repositoryFolder, 'tests', 'faults', 'map-pack-writer.ts'), station, ...packs.map(({ path }) => path)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
    await once(child.stdout, 'data');
    await wait(random() * 150);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    const last = told.match(/^installed ([0-9a-f]{16})$/gm)?.at(-1)?.slice('installed '.length) ?? '';
    const next = ids[(ids.indexOf(last) + 1) % ids.length];
    const opened = openInstalledMapPack(station, () => null);
    if (!opened.ok || !opened.value) throw new Error(opened.ok ? 'there is no pack' : opened.sentence);
    const { id } = opened.value.manifest;
    opened.value.close();
    expect([last, next]).toContain(id);
    expect(verifyMapPack(join(station, 'map-packs', id))).toMatchObject({ ok: true });
  }
});
