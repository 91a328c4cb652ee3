import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#core/log.ts';
import { buildRoadGraph } from '#core/map-pack/build-road-graph.ts';
import { readExtract } from '#core/map-pack/read-extract.ts';
import { createRouteSearch } from '#core/route-search/route-search.ts';
import { recommend, type UnitInField } from '#domain/dispatch/recommend.ts';
import { runCardFor, unitAbility } from '#domain/dispatch/run-card.ts';
import { travellerOf } from '#domain/dispatch/traveller-of.ts';
import { graphNetwork } from '#domain/routes/graph-network.ts';
import { joinRoad } from '#domain/routes/join-road.ts';
import { createNodeIndex } from '#domain/routes/node-index.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { createRoutePlanner } from '#domain/routes/plan-routes.ts';
import { decodeRoadGraph, encodeRoadGraph } from '#domain/routes/road-graph-file.ts';
import { searchRoads } from '#domain/routes/search-roads.ts';
import { incidentAt, mondayMorningMs, unitInField } from '#tests/fixtures/regency-units.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { writeOsmPbf } from '#tests/fixtures/write-osm-pbf.ts';
import { lanesOfTheRegency } from './map/lanes-of-the-regency.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Routes: the whole recommendation of 400 units over 250,000 nodes of roads on the shipped islands, with fresh positions and with positions three minutes
 * old (whose circles are looked up), on the mainland and on an island, each time for a place that was not asked about before; `again` is the same place once
 * more. Beside it one plain Dijkstra from each unit until it meets the incident, on the same roads. Then the same by core's thread: how long an answer
 * takes, and how long core itself is held up meanwhile. Budget 150 ms; `cpu` is what it takes of one processor, whoever else is at work.
 * Run: node tests/bench/routes.bench.ts
 */
const nodesWanted = 250_000;
const unitsWanted = 400;
const rounds = 12;
const shipped = shippedRoutes();
const random = seededRandom(112);
const graphBytes = lanes();
const graph = decodeRoadGraph(graphBytes);
if (!graph.ok) throw new Error(graph.sentence);
const network = graphNetwork(graph.value, 'car', shipped.islands.islandAt);
const index = createNodeIndex(network, shipped.ground);
const planner = createRoutePlanner({ ...shipped, network });
const card = runCardFor([], 'medical', 1);

const details = { nodes: network.firstCopy, edges: network.heads.length, units: unitsWanted };
const places = { mainland: [-7.03, 113.79], kangean: [-6.862, 115.29] } as const;
const blocked: Obstacle = { id: 'o', target: { kind: 'road', latitude: -7.03, longitude: 113.85, radiusM: 200 }, speedPercent: 0, reason: 'flood', note: '', untilMs: null, by: 'Sari', atMs: 0 };

for (const ageS of [5, 180]) {
  const units = unitsSeen(ageS);
  const obstacles = ageS === 5 ? [] : [blocked];
  for (const [where, point] of Object.entries(places)) {
    const at = { ...details, ageS, where };
    printFigure('routes.recommend.first', recommendMs(units, point, obstacles).wallMs, 'ms', at);
    const samples = Array.from({ length: rounds }, (_, round) => recommendMs(units, beside(point, round + 1), obstacles));
    printFigure('routes.recommend.p50', quantile(samples.map(({ wallMs }) => wallMs), 0.5), 'ms', at);
    printFigure('routes.recommend.p99', quantile(samples.map(({ wallMs }) => wallMs), 0.99), 'ms', at);
    printFigure('routes.recommend.cpu-p50', quantile(samples.map(({ cpuMs }) => cpuMs), 0.5), 'ms', at);
    printFigure('routes.recommend.again', recommendMs(units, beside(point, rounds), obstacles).wallMs, 'ms', at);
  }
}
peer();
await byThread();

/** A place some hundred metres on, which no search has been made for. */
function beside([latitude, longitude]: readonly [number, number], step: number): readonly [number, number] {
  return [latitude + step * 0.001, longitude + step * 0.0015];
}

/** Answers of core's thread, and the longest that core's own loop stood still while it waited for one. */
async function byThread(): Promise<void> {
  const log = createLog((line) => process.stderr.write(`${line}\n`), Date.now);
  const map = { resources: join(repositoryFolder, 'resources'), graphBytes, sea: shipped.sea, utcOffsetMinutes: 420 };
  const search = createRouteSearch({ map, obstacles: () => [], clock: { ...systemClock, now: () => mondayMorningMs }, log, changed: () => undefined });
  const units = unitsSeen(180);
  const answersMs: number[] = [];
  try {
    await search.recommend({ incident: incidentAt('medical', 1, places.mainland), card, units }, 'kursi');
    // What it makes ready at its start (ways to the piers, the water grid) is not what is measured.
    search.obstaclesChanged();
    await sleep(10_000);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    for (let round = 1; round <= rounds; round += 1) {
      const startedMs = performance.now();
      const answer = await search.recommend({ incident: incidentAt('medical', 1, beside(places.mainland, round)), card, units }, 'kursi');
      if (!answer.ok) throw new Error(answer.sentence);
      answersMs.push(performance.now() - startedMs);
    }
    loop.disable();
    printFigure('routes.thread.answer.p50', quantile(answersMs, 0.5), 'ms', { ...details, ageS: 180 });
    printFigure('routes.thread.answer.p99', quantile(answersMs, 0.99), 'ms', { ...details, ageS: 180 });
    printFigure('routes.thread.core-stood-still', loop.max / 1e6, 'ms', { p99: Math.round(loop.percentile(99) / 1e4) / 100 });
  } finally {
    await search.close();
  }
}

function recommendMs(units: readonly UnitInField[], [latitude, longitude]: readonly [number, number], obstacles: readonly Obstacle[]): { readonly wallMs: number; readonly cpuMs: number } {
  const incident = incidentAt('medical', 1, [latitude, longitude]);
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  const travellers = units.map((each) => travellerOf(each, mondayMorningMs, shipped.islands.shoreOf));
  const plan = planner.plan({ target: { latitude, longitude }, travellers, obstacles, departAtMs: mondayMorningMs });
  recommend({ incident, card, units, plan, facilities: [], isSkeleton: false, shoreOf: shipped.islands.shoreOf, nowMs: mondayMorningMs });
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1_000 };
}

/** What a straight program does: from every unit, forward, until the incident is met. */
function peer(): void {
  const [latitude, longitude] = places.mainland;
  const target = joinRoad(network, index, shipped.ground, { latitude, longitude });
  const asked = 40;
  const starts = unitsSeen(5).slice(0, asked).flatMap(({ position }) => (position && joinRoad(network, index, shipped.ground, { latitude: position.latitude, longitude: position.longitude })) ?? []);
  const startedMs = performance.now();
  for (const { node } of starts) searchRoads(network, [{ node, costMs: 0 }], { direction: 'forward', only: [target?.node ?? 0] });
  const perUnitMs = (performance.now() - startedMs) / starts.length;
  printFigure('peer.dijkstra-per-unit', perUnitMs * unitsWanted, 'ms', { ...details, asked: starts.length, perUnitMs: Math.round(perUnitMs * 10) / 10 });
}

/** Three quarters of the units on the mainland, the rest on the islands, at a road. */
function unitsSeen(ageS: number): readonly UnitInField[] {
  const ability = unitAbility('ambulance', {});
  return Array.from({ length: unitsWanted }, (_, unit): UnitInField => {
    const node = Math.floor(random() * network.firstCopy);
    const seen = unitInField('p01', { position: { latitude: network.latitudes[node] ?? 0, longitude: network.longitudes[node] ?? 0, fixedAtMs: mondayMorningMs - ageS * 1_000 } });
    const unitId = `u${String(unit).padStart(3, '0')}`;
    return { unit: { ...seen.unit, unitId }, position: seen.position && { ...seen.position, unitId }, ability };
  });
}

/** The graph of lanes on all islands, in memory that threads share. */
function lanes(): Uint8Array<SharedArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-lanes-'));
  try {
    const file = join(folder, 'lanes.osm.pbf');
    const { seaBox, islandAt } = shipped.islands;
    writeOsmPbf(file, lanesOfTheRegency(shipped.islands, nodesWanted));
    const bytes = encodeRoadGraph(buildRoadGraph(readExtract(file, [seaBox.west, seaBox.south, seaBox.east, seaBox.north], () => undefined), islandAt).graph);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    return shared;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
