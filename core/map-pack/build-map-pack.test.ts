import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PMTiles, type Source } from 'pmtiles';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import { edgeFlag, type RoadGraph } from '#domain/routes/road-graph.ts';
import { writeOsmPbf, type OsmData, type OsmWay } from '#tests/fixtures/write-osm-pbf.ts';
import { buildMapPack } from './build-map-pack.ts';
import { installMapPack, openInstalledMapPack } from './installed-map-pack.ts';
import { mapPackFiles, verifyMapPack } from './map-pack-folder.ts';
import { readExtract, type Box } from './read-extract.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'siaga-map-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const box: Box = [113.8, -7.1, 114, -6.9];

/** A crossing of four roads at node 5, a one-way driven backwards, a gate, a ferry of 30 minutes and a Puskesmas. */
const town: OsmData = {
  nodes: [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ id, longitude: 113.85 + id / 100, latitude: -7 + (id % 3) / 100, ...(id === 2 ? { tags: { barrier: 'gate' } } : {}) })),
    { id: 20, longitude: 113.9, latitude: -7, tags: { name: 'Puskesmas Pandian', amenity: 'clinic' } },
  ],
  ways: [
    { id: 1, refs: [1, 2, 3, 5], tags: { highway: 'primary', name: 'Jalan Trunojoyo' } },
    { id: 2, refs: [5, 6], tags: { highway: 'residential', oneway: '-1' } },
    { id: 3, refs: [4, 5], tags: { highway: 'path' } },
    { id: 4, refs: [6, 7, 8], tags: { route: 'ferry', duration: '00:30' } },
    { id: 5, refs: [7, 8], tags: { highway: 'proposed' } },
  ],
  relations: [{ id: 1, members: [{ kind: 1, id: 1, role: 'from' }, { kind: 0, id: 5, role: 'via' }, { kind: 1, id: 3, role: 'to' }], tags: { type: 'restriction', restriction: 'no_left_turn' } }],
};

function build(data: OsmData, name = 'pack') {
  const osm = join(folder, `${name}.osm.pbf`);
  const starts = writeOsmPbf(osm, data, 3);
  const out = join(folder, name);
  return { osm, out, starts, built: buildMapPack({ osm, box, out, islandAt: () => ({ id: 'madura', name: 'Madura' }), seats: [{ name: 'Kota Sumenep', islandId: 'madura', latitude: -7, longitude: 113.86 }] }) };
}

function graphOf(out: string): RoadGraph {
  const decoded = decodeRoadGraph(readFileSync(join(out, mapPackFiles.graph)));
  if (!decoded.ok) throw new Error(decoded.sentence);
  return decoded.value;
}

/** Edges as "from>to class flags", by longitudes, so that they can be compared with what was given. */
function edgesOf(graph: RoadGraph): string[] {
  return [...graph.nodeLongitudeE7].flatMap((longitude, node) =>
    Array.from({ length: (graph.firstEdge[node + 1] ?? 0) - (graph.firstEdge[node] ?? 0) }, (_, index) => {
      const edge = (graph.firstEdge[node] ?? 0) + index;
      return `${longitude}>${graph.nodeLongitudeE7[graph.edgeTarget[edge] ?? 0] ?? 0}`;
    }),
  );
}
const at = (id: number): number => Math.round((113.85 + id / 100) * 1e7);

test('a pack holds the roads as they may be driven, the ferry, the banned turn and the names', () => {
  const { out, built } = build(town);
  expect(built).toMatchObject({ ok: true, value: { counts: { graphNodes: 6, roadWays: 4, roadNodes: 8, bans: 1, ferries: 2, names: 2 } } });
  const graph = graphOf(out);
  expect(edgesOf(graph).sort()).toEqual([[1, 2], [2, 1], [2, 5], [5, 2], [4, 5], [5, 4], [6, 5], [6, 8], [8, 6]].map(([from = 0, to = 0]) => `${at(from)}>${at(to)}`).sort());
  expect([...graph.ferryDurationS]).toEqual([1_800, 1_800]);
  const [first = 0, second = 0] = graph.banEdge;
  expect([graph.nodeLongitudeE7[graph.edgeTarget[first] ?? 0], graph.nodeLongitudeE7[graph.edgeTarget[second] ?? 0]]).toEqual([at(5), at(4)]);
  expect((graph.edgeFlags[first] ?? 0) & edgeFlag.barrier).toBe(edgeFlag.barrier);
  expect(verifyMapPack(out).ok).toBe(true);
});

test('the tiles are read by the pmtiles package, with the roads in them', async () => {
  const { out } = build(town);
  const handle = await open(join(out, mapPackFiles.tiles));
  const source: Source = {
    getKey: () => 'pack',
    async getBytes(offset, length) {
      const data = new Uint8Array(length);
      const { bytesRead } = await handle.read(data, 0, length, offset);
      return { data: data.buffer.slice(0, bytesRead) };
    },
  };
  try {
    const tiles = new PMTiles(source);
    expect(await tiles.getHeader()).toMatchObject({ specVersion: 3, minZoom: 5, maxZoom: 14, clustered: true });
    for (const zoom of [7, 9, 12, 14]) {
      const [x, y] = [Math.floor(((113.901 + 180) / 360) * 2 ** zoom), Math.floor((0.5 - Math.asinh(Math.tan((-6.9801 * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** zoom)];
      expect(await tiles.getZxy(zoom, x, y), `zoom ${zoom}`).toBeDefined();
    }
  } finally {
    await handle.close();
  }
});

test('a file cut within a block is refused with the byte where the block begins, and leaves nothing behind', () => {
  const { osm, out, starts } = build(town);
  rmSync(out, { recursive: true });
  const whole = readFileSync(osm);
  for (let length = 1; length < whole.length; length += 1) {
    if (starts.includes(length)) continue;
    writeFileSync(osm, whole.subarray(0, length));
    const start = starts.filter((each) => each < length).at(-1) ?? 0;
    expect(() => readExtract(osm, box, () => undefined)).toThrow(new RegExp(`cut off.*\\(at byte ${start}\\)`));
  }
  expect(buildMapPack({ osm, box, out, islandAt: () => null, seats: [] })).toMatchObject({ ok: false, code: 'osm-truncated' });
  expect(readdirSync(folder)).toEqual(['pack.osm.pbf']);
});

test('a file with changed bytes is refused or read, never a crash', () => {
  const { osm } = build(town);
  const whole = readFileSync(osm);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = Buffer.from(whole);
      for (const [place, value] of changes) changed[place] = value;
      writeFileSync(osm, changed);
      const out = join(folder, 'fuzzed');
      const built = buildMapPack({ osm, box, out, islandAt: () => null, seats: [] });
      if (!built.ok) expect(built.sentence).toMatch(/at byte \d+/);
      rmSync(out, { recursive: true, force: true });
    }),
    { seed: 112, numRuns: 100 },
  );
});

test('another format, an empty box and a box without roads are said', () => {
  const { osm } = build(town);
  const refused = (file: string, wanted: Box): string => {
    const built = buildMapPack({ osm: file, box: wanted, out: join(folder, 'none'), islandAt: () => null, seats: [] });
    return built.ok ? 'built' : built.code;
  };
  expect(refused(osm, [114, -7, 113, -6])).toBe('osm-box-wrong');
  expect(refused(osm, [10, 10, 11, 11])).toBe('osm-box-empty');
  writeFileSync(join(folder, 'map.osm'), '<?xml version="1.0"?><osm/>');
  expect(refused(join(folder, 'map.osm'), box)).toBe('osm-wrong-format');
  expect(existsSync(join(folder, 'none'))).toBe(false);
});

const highways = ['primary', 'residential', 'track', 'footway', 'construction'];
const anyTown = fc.record({
  oneways: fc.array(fc.record({ refs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }), highway: fc.constantFrom(...highways), oneway: fc.constantFrom('', 'yes', '-1') }), { minLength: 1, maxLength: 8 }),
});
const nodes = Array.from({ length: 12 }, (_, index) => ({ id: index + 1, longitude: 113.85 + (index + 1) / 100, latitude: -7 + ((index * 5) % 7) / 100 }));

function anyWays(given: { refs: number[]; highway: string; oneway: string }[]): OsmWay[] {
  return given.map(({ refs, highway, oneway }, index) => ({ id: index + 1, refs, tags: { highway, ...(oneway === '' ? {} : { oneway }) } }));
}

test('whatever the roads are, one can drive between two crossings exactly as a naive reading says', () => {
  fc.assert(
    fc.property(anyTown, ({ oneways }) => {
      const ways = anyWays(oneways);
      const { out, built } = build({ nodes, ways });
      if (!built.ok) {
        expect(ways.some(({ tags }) => ['primary', 'residential', 'track'].includes(tags['highway'] ?? ''))).toBe(false);
        return;
      }
      const steps = ways
        .filter(({ tags }) => ['primary', 'residential', 'track'].includes(tags['highway'] ?? ''))
        .flatMap(({ refs, tags }) => refs.slice(1).flatMap((to, index) => (to === refs[index] ? [] : [...(tags['oneway'] === '-1' ? [] : [[refs[index] ?? 0, to]]), ...(tags['oneway'] === 'yes' ? [] : [[to, refs[index] ?? 0]])])));
      const naive = reached(steps.map(([from = 0, to = 0]) => [at(from), at(to)]));
      const graph = graphOf(out);
      const driven = reached(edgesOf(graph).map((edge) => edge.split('>').map(Number)));
      for (const from of graph.nodeLongitudeE7) for (const to of graph.nodeLongitudeE7) expect(driven(from, to)).toBe(naive(from, to));
      rmSync(out, { recursive: true });
    }),
    { seed: 112, numRuns: 25 },
  );
});

function reached(steps: number[][]): (from: number, to: number) => boolean {
  return (from, to) => {
    const seen = new Set([from]);
    for (const place of seen) for (const [start, end] of steps) if (start === place && end !== undefined) seen.add(end);
    return seen.has(to);
  };
}

test("the pack counts roads, their nodes and restrictions as Debian's osmium does", () => {
  const roads = Array.from({ length: 200 }, (_, index): OsmWay => ({ id: index + 1, refs: [1 + (index % 11), 2 + (index % 11), 1 + ((index * 7) % 12)], tags: index % 5 === 4 ? { building: 'yes' } : { highway: 'residential' } }));
  const { osm, built } = build({ nodes, ways: roads, relations: town.relations?.map((relation) => ({ ...relation, members: [{ kind: 1 as const, id: 1, role: 'from' }, { kind: 0 as const, id: 2, role: 'via' }, { kind: 1 as const, id: 2, role: 'to' }] })) ?? [] });
  const filtered = join(folder, 'roads.osm.pbf');
  if (!existsSync('/usr/bin/osmium')) throw new Error('This test reads the file with a second program, which is not here. Install it with: apt-get install -y --no-install-recommends osmium-tool');
  const osmium = (...options: string[]): string => execFileSync('osmium', options, { encoding: 'utf8' });
  osmium('tags-filter', osm, 'w/highway', '-o', filtered);
  const count = (kind: string, file: string): number => Number(osmium('fileinfo', '-e', '-g', `data.count.${kind}`, file));
  osmium('tags-filter', '-R', osm, 'r/type=restriction', '-o', join(folder, 'signs.osm.pbf'));
  expect(built).toMatchObject({ ok: true, value: { counts: { roadWays: count('ways', filtered), roadNodes: count('nodes', filtered), restrictions: count('relations', join(folder, 'signs.osm.pbf')) } } });
});

test('a pack is installed whole, a damaged one is refused and the old one stays', () => {
  const station = mkdtempSync(join(folder, 'station-'));
  expect(openInstalledMapPack(station, () => null)).toEqual({ ok: true, value: null });
  const { out } = build(town);
  expect(installMapPack(out, station).ok).toBe(true);
  const damaged = join(folder, 'damaged');
  cpSync(out, damaged, { recursive: true });
  const tiles = readFileSync(join(damaged, mapPackFiles.tiles));
  tiles[200] = (tiles[200] ?? 0) ^ 1;
  writeFileSync(join(damaged, mapPackFiles.tiles), tiles);
  expect(installMapPack(damaged, station)).toMatchObject({ ok: false, code: 'map-pack-damaged', sentence: expect.stringContaining('tiles.pmtiles is not as it was written') as string });
  const opened = openInstalledMapPack(station, () => null);
  if (!opened.ok || !opened.value) throw new Error('no pack');
  expect(opened.value.gazetteer.search('pandijan', 5)).toEqual([]);
  expect(opened.value.gazetteer.search('puskesmas pand', 5)).toMatchObject([{ kind: 'puskesmas', islandName: 'Madura', kecamatan: 'Kota Sumenep', isKecamatanCertain: false }]);
  expect([...opened.value.gazetteer.all()].map(({ name }) => name)).toEqual(['Puskesmas Pandian', 'Jalan Trunojoyo']);
  expect(String.fromCharCode(...opened.value.tiles.read(0, 7))).toBe('PMTiles');
  opened.value.close();
});

test('the pack before the last stays for a station that runs with it, older ones go', () => {
  const station = mkdtempSync(join(folder, 'station-'));
  const packs = ['one', 'two', 'three'].map((name) => {
    const { out } = build({ ...town, nodes: [...town.nodes, { id: 30, longitude: 113.91, latitude: -7, tags: { place: 'village', name } }] }, name);
    const installed = installMapPack(out, station);
    if (!installed.ok) throw new Error(installed.sentence);
    expect(installMapPack(out, station).ok).toBe(true);
    return installed.value.id;
  });
  expect(new Set(packs).size).toBe(3);
  expect(readdirSync(join(station, 'map-packs')).sort()).toEqual([packs[1], packs[2], 'current'].sort());
});
