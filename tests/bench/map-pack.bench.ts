import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildMapPack } from '#core/map-pack/build-map-pack.ts';
import { mapPackFiles } from '#core/map-pack/map-pack-folder.ts';
import type { Coordinates } from '#domain/places/place.ts';
import { graphNetwork } from '#domain/routes/graph-network.ts';
import { createRoutePlanner } from '#domain/routes/plan-routes.ts';
import { decodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { writeOsmPbf } from '#tests/fixtures/write-osm-pbf.ts';
import { lanesOfTheRegency } from './map/lanes-of-the-regency.ts';
import { installPeers } from './peers/install-peers.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Map packs and ways beside their peers, on one file of lanes all over the islands with 250,000 crossings (`SIAGA_BENCH_CROSSINGS`): how fast a pack is
 * built and whether it counts what Debian's osmium counts; the 5 nearest of 400 units and the times of all of them, each incident asked for the first time,
 * beside Valhalla's matrix, with the order of the five compared; lengths of ways compared with Debian's routino. Units stand on the mainland.
 * SIAGA_BENCH_PEERS=no leaves the peers out. Run: node tests/bench/map-pack.bench.ts
 */
const crossings = Number(process.env['SIAGA_BENCH_CROSSINGS'] ?? 250_000);
const unitsWanted = 400;
/** Valhalla's matrix takes minutes for 400 at once: it is asked for so many, and its time is told by the unit. */
const askedOfValhalla = 40;
const incidents: readonly Coordinates[] = [{ latitude: -7.03, longitude: 113.79 }, { latitude: -7.02, longitude: 113.86 }, { latitude: -7.08, longitude: 113.67 }, { latitude: -6.95, longitude: 113.9 }, { latitude: -6.98, longitude: 114.02 }];
const folder = mkdtempSync(join(tmpdir(), 'siaga-map-bench-'));
try {
  await compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const shipped = shippedRoutes();
  const osm = join(folder, 'lanes.osm.pbf');
  const out = join(folder, 'pack');
  const { seaBox, islandAt } = shipped.islands;
  writeOsmPbf(osm, lanesOfTheRegency(shipped.islands, crossings));
  const began = performance.now();
  const built = buildMapPack({ osm, box: [seaBox.west, seaBox.south, seaBox.east, seaBox.north], out, islandAt, seats: [] });
  const builtS = (performance.now() - began) / 1_000;
  if (!built.ok) throw new Error(built.sentence);
  const { counts } = built.value;
  printFigure('map-pack.built', builtS, 's', { fileBytes: statSync(osm).size, nodesPerSecond: Math.round((counts['nodesInBox'] ?? 0) / builtS), peakRssBytes: process.resourceUsage().maxRSS * 1_024, ...counts });
  compareCounts(osm, counts);

  const graph = decodeRoadGraph(readFileSync(join(out, mapPackFiles.graph)));
  if (!graph.ok) throw new Error(graph.sentence);
  const network = graphNetwork(graph.value, 'car', islandAt);
  const planner = createRoutePlanner({ ...shipped, network });
  const random = seededRandom(7);
  const onMainland = Array.from(network.latitudes, (latitude, node) => ({ latitude, longitude: network.longitudes[node] ?? 0, node })).filter(({ node }) => network.islands?.ids[network.islands.ofNode[node] ?? 0] === 'madura');
  const units = Array.from({ length: unitsWanted }, (_, unit) => ({ ...(onMainland[Math.floor(random() * onMainland.length)] as Coordinates), id: `u${String(unit).padStart(3, '0')}`, mode: 'crew' as const }));
  const atCrossing = incidents.map((incident) => onMainland.reduce((best, each) => (away(each, incident) < away(best, incident) ? each : best)));
  const plan = (target: Coordinates, travellers: typeof units) => planner.plan({ target, travellers, obstacles: [], departAtMs: Date.UTC(2026, 10, 23, 2) });
  plan({ latitude: -7.0, longitude: 113.5 }, units);
  const ours = atCrossing.map((incident) => {
    const asked = performance.now();
    const { reach, routeOf } = plan(incident, units);
    const order = units.flatMap(({ id }) => {
      const found = reach.get(id);
      return found && 'durationMs' in found ? [{ id, durationMs: found.durationMs }] : [];
    }).sort((one, other) => one.durationMs - other.durationMs);
    const ms = performance.now() - asked;
    return { ms, order, metresOf: (id: string) => routeOf(id)?.legs.reduce((sum, leg) => sum + ('distanceM' in leg ? leg.distanceM : 0), 0) ?? Infinity };
  });
  const details = { crossings: network.firstCopy, units: unitsWanted };
  const oursMs = quantile(ours.map(({ ms }) => ms), 0.5);
  printFigure('routes.all-400.first-asked', oursMs, 'ms', details);
  if (process.env['SIAGA_BENCH_PEERS'] === 'no') return;
  compareWithRoutino(osm, units, atCrossing, ours);

  const peers = installPeers('pinned-routes');
  if (!peers.ok) return printFigure('Valhalla: not run', 0, 'ms', { reason: peers.sentence });
  // The nearest by our ways, with as many beside them as are asked: the whole of the order is compared, the cost is told by the unit.
  const tiles = join(folder, 'valhalla');
  mkdirSync(tiles);
  const child = spawn(process.execPath, [join(repositoryFolder, 'tests', 'bench', 'peers', 'valhalla-side.mjs'), peers.value, osm, tiles], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  const read = async <Answer>(): Promise<Answer> => JSON.parse(((await once(lines, 'line', { signal: AbortSignal.timeout(300_000) })) as [string])[0]) as Answer;
  try {
    const { builtMs } = await read<{ builtMs: number }>();
    printFigure('Valhalla: tiles built', builtMs / 1_000, 's', { oursIsTimesAsFast: ratio(builtMs / 1_000, builtS) });
    const [perUnit, perUnitQuickest]: [number[], number[]] = [[], []];
    let same = 0;
    for (const [index, incident] of atCrossing.entries()) {
      const order = ours[index]?.order ?? [];
      const asked = order.slice(0, askedOfValhalla / 2).concat(order.filter((_, place) => place >= askedOfValhalla / 2 && place % Math.ceil((order.length * 2) / askedOfValhalla) === 0));
      const from = asked.map(({ id }) => units.find((unit) => unit.id === id)).flatMap((unit) => (unit ? [[unit.latitude, unit.longitude]] : []));
      const ask = (shortest: boolean): Promise<{ ms: number; metres: (number | null)[] }> => {
        child.stdin.write(`${JSON.stringify({ from, to: [incident.latitude, incident.longitude], shortest })}\n`);
        return read();
      };
      perUnitQuickest.push((await ask(false)).ms / from.length);
      const { ms, metres } = await ask(true);
      perUnit.push(ms / from.length);
      const theirs = asked.map(({ id }, place) => ({ id, metres: metres[place] ?? Infinity })).sort((one, other) => one.metres - other.metres);
      // Valhalla tells whole metres and snaps to its own tiles: two that it puts within 20 m of each other are in either order.
      const isSame = order.slice(0, 5).every(({ id }, place) => theirs[place]?.id === id || Math.abs((theirs.find((each) => each.id === id)?.metres ?? 0) - (theirs[place]?.metres ?? Infinity)) <= 20);
      same += Number(isSame);
    }
    const theirsMs = quantile(perUnit, 0.5) * unitsWanted;
    const quickestMs = quantile(perUnitQuickest, 0.5) * unitsWanted;
    printFigure('Valhalla: matrix of 400, by its own costs', quickestMs, 'ms', { ...details, askedAtOnce: askedOfValhalla, oursIsTimesAsFast: ratio(quickestMs, oursMs) });
    printFigure('Valhalla: matrix of 400, by length', theirsMs, 'ms', { ...details, askedAtOnce: askedOfValhalla, sameFirstFive: `${same} of ${atCrossing.length}`, oursIsTimesAsFast: ratio(theirsMs, oursMs), goal: 'ours 200 times as fast, the same order' });
  } finally {
    child.kill();
  }
}

function compareCounts(osm: string, counts: Readonly<Record<string, number>>): void {
  const filtered = join(folder, 'roads.osm.pbf');
  const told = spawnSync('osmium', ['tags-filter', '--overwrite', '-o', filtered, osm, 'w/highway'], { encoding: 'utf8' });
  if (told.error) return printFigure('osmium: not run', 0, '', { reason: 'apt-get install osmium-tool' });
  const count = (what: string): number => Number(execFileSync('osmium', ['fileinfo', '-e', '-g', `data.count.${what}`, filtered], { encoding: 'utf8' }));
  printFigure('osmium: roads and their nodes', count('ways'), '', { nodes: count('nodes'), isEqual: count('ways') === counts['roadWays'] && count('nodes') === counts['roadNodes'] });
}

/** How far the length of a way is from that of Debian's routino, at the most, over the five nearest of each incident. */
function compareWithRoutino(osm: string, units: readonly (Coordinates & { readonly id: string })[], targets: readonly Coordinates[], ours: readonly { readonly order: readonly { readonly id: string }[]; readonly metresOf: (id: string) => number }[]): void {
  const made = spawnSync('planetsplitter', [`--dir=${folder}`, '--prefix=lanes', '--tagging=/usr/share/routino/tagging.xml', osm], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  if (made.error) return printFigure('routino: not run', 0, '', { reason: 'apt-get install routino' });
  const off: number[] = [];
  targets.forEach((to, index) => {
    for (const { id } of ours[index]?.order.slice(0, 5) ?? []) {
      const from = units.find((unit) => unit.id === id);
      if (!from) continue;
      const place = [`--lat1=${from.latitude}`, `--lon1=${from.longitude}`, `--lat2=${to.latitude}`, `--lon2=${to.longitude}`];
      const text = execFileSync('routino-router', [`--dir=${folder}`, '--prefix=lanes', '--profiles=/usr/share/routino/profiles.xml', '--translations=/usr/share/routino/translations.xml', '--transport=motorcar', '--shortest', ...place, '--output-text-all', '--output-stdout', '--quiet'], { encoding: 'utf8' });
      const metres = [...text.matchAll(/^[^#\n]*?\t[^\t]*\t[^\t]*\t[^\t]*\t\s*([\d.]+)\t/gm)].reduce((sum, [, km]) => sum + Number(km) * 1_000, 0);
      off.push(Math.abs(metres - (ours[index]?.metresOf(id) ?? 0)) / Math.max(1, metres));
    }
  });
  printFigure('routino: lengths of ways differ at most by', Math.max(...off) * 100, '%', { ways: off.length, median: Math.round(quantile(off, 0.5) * 10_000) / 100 });
}

function away(one: Coordinates, other: Coordinates): number {
  return Math.hypot(one.latitude - other.latitude, one.longitude - other.longitude);
}

function ratio(theirs: number, own: number): number {
  return Math.round((theirs / own) * 10) / 10;
}
