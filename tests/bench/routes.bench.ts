import { recommend, type UnitInField } from '#domain/dispatch/recommend.ts';
import { runCardFor, unitAbility } from '#domain/dispatch/run-card.ts';
import { travellerOf } from '#domain/dispatch/worst-edge.ts';
import { joinRoad } from '#domain/routes/join-road.ts';
import { createNodeIndex } from '#domain/routes/node-index.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { createRoutePlanner } from '#domain/routes/plan-routes.ts';
import { addRoad, createRoadNetwork, noRoads, type RoadNetwork } from '#domain/routes/road-network.ts';
import { searchRoads } from '#domain/routes/search-roads.ts';
import { incidentAt, mondayMorningMs, unitInField } from '#tests/fixtures/regency-units.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * Routes: the whole recommendation of 400 units over 250,000 nodes of roads on the shipped islands, with fresh positions and with positions three minutes
 * old (which asks eight points of each unit's area), on the mainland and on an island; the first one pays for the ways to the piers. Beside it one plain
 * Dijkstra from each unit until it meets the incident, on the same roads. Budget 150 ms; `cpu` is what it takes of
 * one processor, whoever else is at work.
 * Run: node tests/bench/routes.bench.ts
 */
const nodesWanted = 250_000;
const unitsWanted = 400;
const rounds = 12;
const shipped = shippedRoutes();
const random = seededRandom(112);
const network = lanesOnIslands();
const index = createNodeIndex(network, shipped.ground);
const planner = createRoutePlanner({ ...shipped, network });
const card = runCardFor([], 'medical', 1);

const details = { nodes: network.latitudes.length, edges: network.heads.length, units: unitsWanted };
const places = { mainland: [-7.03, 113.79], kangean: [-6.862, 115.29] } as const;
const blocked: Obstacle = { id: 'o', target: { kind: 'road', latitude: -7.03, longitude: 113.85, radiusM: 200 }, speedPercent: 0, reason: 'flood', note: '', untilMs: null, by: 'Sari', atMs: 0 };

for (const ageS of [5, 180]) {
  const units = unitsSeen(ageS);
  for (const [where, point] of Object.entries(places)) {
    const at = { ...details, ageS, where };
    printFigure('routes.recommend.first', recommendMs(units, point, ageS === 5 ? [] : [blocked]).wallMs, 'ms', at);
    const samples = Array.from({ length: rounds }, () => recommendMs(units, point, ageS === 5 ? [] : [blocked]));
    printFigure('routes.recommend.p50', quantile(samples.map(({ wallMs }) => wallMs), 0.5), 'ms', at);
    printFigure('routes.recommend.p99', quantile(samples.map(({ wallMs }) => wallMs), 0.99), 'ms', at);
    printFigure('routes.recommend.cpu-p50', quantile(samples.map(({ cpuMs }) => cpuMs), 0.5), 'ms', at);
  }
}
peer();

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
    const node = Math.floor(random() * network.latitudes.length);
    const seen = unitInField('p01', { position: { latitude: network.latitudes[node] ?? 0, longitude: network.longitudes[node] ?? 0, fixedAtMs: mondayMorningMs - ageS * 1_000 } });
    const unitId = `u${String(unit).padStart(3, '0')}`;
    return { unit: { ...seen.unit, unitId }, position: seen.position && { ...seen.position, unitId }, ability };
  });
}

/** A lane every so many metres on all islands, each stretch at a speed of its own. */
function lanesOnIslands(): RoadNetwork {
  const { seaBox, islandAt } = shipped.islands;
  const stepDegrees = Math.sqrt(landDegrees2() / nodesWanted);
  const columns = Math.floor((seaBox.east - seaBox.west) / stepDegrees);
  const rows = Math.floor((seaBox.north - seaBox.south) / stepDegrees);
  const nodeAt = new Int32Array(columns * rows).fill(-1);
  const [latitudes, longitudes]: [number[], number[]] = [[], []];
  const roads = noRoads();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const latitude = seaBox.south + (row + random() * 0.6) * stepDegrees;
      const longitude = seaBox.west + (column + random() * 0.6) * stepDegrees;
      if (!islandAt(latitude, longitude)) continue;
      const node = latitudes.length;
      nodeAt[row * columns + column] = node;
      latitudes.push(latitude);
      longitudes.push(longitude);
      for (const other of [column > 0 ? (nodeAt[row * columns + column - 1] ?? -1) : -1, row > 0 ? (nodeAt[(row - 1) * columns + column] ?? -1) : -1]) {
        if (other >= 0) addRoad(roads, other, node, (stepDegrees * 111_000 * 3_600) / (15 + random() * 40), stepDegrees * 111_000, 0);
      }
    }
  }
  return createRoadNetwork({ latitudes, longitudes, roads, names: [''], isSkeleton: false });
}

function landDegrees2(): number {
  return shipped.islands.rings.reduce((sum, ring) => {
    const twice = ring.reduce((area, [x = 0, y = 0], place) => {
      const [nextX = 0, nextY = 0] = ring[(place + 1) % ring.length] ?? [];
      return area + x * nextY - nextX * y;
    }, 0);
    return sum + Math.abs(twice) / 2;
  }, 0);
}
