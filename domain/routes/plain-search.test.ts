import { expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import type { Obstacle } from './obstacle.ts';
import { createRoutePlanner } from './plan-routes.ts';
import { createRoadNetwork, noRoads } from './road-network.ts';
import type { SeaLeg, Timetable } from './sea-legs.ts';
import type { SeaGrid } from './sea-grid.ts';

/**
 * Everything the planner answers, compared with the plainest search that is right and shares nothing with it: forward from each traveller over roads one by
 * one, with all that was driven remembered, and sea legs looked up in their timetables minute by minute. `SIAGA_ROUTE_CASES=10000` compares so many.
 */
const cases = Number(process.env['SIAGA_ROUTE_CASES'] ?? 150);

type Point = { latitude: number; longitude: number };
type Road = { from: number; to: number; ms: number };
type Fleet = { id: string; node: number; mode: 'crew' | 'vehicle'; area: { radiusM: number; turnMs: number; islandId: string | null } | null };
type World = { islands: number; nodes: Point[]; islandOf: number[]; roads: Road[]; bans: number[][]; piers: { id: string; node: number }[]; legs: SeaLeg[]; obstacles: Obstacle[]; target: number; fleet: Fleet[]; departAtMs: number };

const minuteMs = 60_000;
const dayMs = 86_400_000;
const localMs = 7 * 60 * minuteMs;

function makeWorld(random: () => number): World {
  const below = (limit: number): number => Math.floor(random() * limit);
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const islands = 1 + below(3);
  const nodes: Point[] = [];
  const islandOf: number[] = [];
  for (let island = 0; island < islands; island += 1) {
    for (let count = 3 + below(10); count > 0; count -= 1) {
      nodes.push({ latitude: -7 + random() * 0.05, longitude: 113 + island * 0.2 + random() * 0.1 });
      islandOf.push(island);
    }
  }
  const on = (island: number): number[] => nodes.flatMap((_, node) => (islandOf[node] === island ? [node] : []));
  const roads: Road[] = [];
  for (let count = nodes.length * 2; count > 0; count -= 1) {
    const from = below(nodes.length);
    const to = one(on(islandOf[from] ?? 0));
    if (from === to) continue;
    roads.push({ from, to, ms: 1 + below(500_000) });
    if (random() < 0.6) roads.push({ from: to, to: from, ms: 1 + below(500_000) });
  }
  const bans = Array.from({ length: roads.length === 0 ? 0 : below(8) }, () => {
    const ban = [below(roads.length)];
    while (ban.length < 2 + below(2)) {
      const next = roads.flatMap((road, index) => (road.from === roads[ban.at(-1) ?? 0]?.to ? [index] : []));
      if (next.length === 0) break;
      ban.push(one(next));
    }
    return ban;
  }).filter((ban) => ban.length > 1);
  const piers = Array.from({ length: islands }, (_, island) => one(on(island))).concat(Array.from({ length: islands }, (_, island) => one(on(island)))).map((node, index) => ({ id: `p${index}`, node }));
  const timetable = (): Timetable => (random() < 0.5 ? { window: random() < 0.3 ? [0, 24] : [5 + below(3), 15 + below(4)], waitMinutes: below(40) } : { departures: ['06:30', '13:05', '19:45'].slice(below(3)), ...(random() < 0.5 ? { days: [below(7), below(7)] } : {}) });
  const legs = Array.from({ length: islands < 2 ? 0 : 2 + below(4) }, (_, index): SeaLeg => {
    const [from, to] = [one(piers), one(piers)];
    return { id: `l${index}`, from: from.id, to: to.id, vessel: random() < 0.5 ? 'ferry' : 'boat', minutes: 5 + below(90), waveLimitM: 1, timetable: timetable() };
  }).filter(({ from, to }) => from !== to);
  const obstacles = Array.from({ length: below(3) }, (_, index): Obstacle => {
    const target: Obstacle['target'] = legs.length > 0 && random() < 0.3 ? { kind: 'sea-leg', legId: one(legs).id } : { kind: 'road', ...one(nodes), radiusM: below(3_000) };
    return { id: `o${index}`, target, speedPercent: one([0, 50]), reason: 'flood', note: '', untilMs: null, by: 'Sari', atMs: 0 };
  });
  const fleet = Array.from({ length: 8 }, (_, index): Fleet => {
    const node = below(nodes.length);
    const area = random() < 0.6 ? { radiusM: below(6_000), turnMs: one([0, 15_000, 60_000, 900_000]), islandId: random() < 0.8 ? `i${islandOf[node] ?? 0}` : null } : null;
    return { id: `u${index}`, node, mode: random() < 0.7 ? 'crew' : 'vehicle', area };
  });
  return { islands, nodes, islandOf, roads, bans, piers, legs, obstacles, target: below(nodes.length), fleet, departAtMs: Date.UTC(2026, 10, 23) + below(7 * 24 * 60) * minuteMs + below(minuteMs) };
}

function metres(one: Point, other: Point): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const a = Math.sin(rad(other.latitude - one.latitude) / 2) ** 2 + Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * Math.sin(rad(other.longitude - one.longitude) / 2) ** 2;
  return 12_742_017.6 * Math.asin(Math.sqrt(a));
}

/** What a road takes under the obstacles; Infinity where it is closed. */
function roadMs(world: World, index: number): number {
  const { nodes, roads } = world;
  const road = roads[index] as Road;
  const at = (node: number): Point => nodes[node] as Point;
  const middle = ({ from, to }: Road): Point => ({ latitude: (at(from).latitude + at(to).latitude) / 2, longitude: (at(from).longitude + at(to).longitude) / 2 });
  let ms = road.ms;
  for (const { target, speedPercent } of world.obstacles) {
    if (target.kind !== 'road') continue;
    const isWithin = [road.from, road.to].some((node) => metres(at(node), target) <= target.radiusM);
    const nearest = nodes.map((point, node) => [metres(point, target), node] as const).sort(([one], [other]) => one - other)[0]?.[1] ?? -1;
    const beside = roads.filter(({ from, to }) => from === nearest || to === nearest);
    const isNearest = beside.includes(road) && metres(middle(road), target) <= Math.min(...beside.map((each) => metres(middle(each), target))) + 0.01;
    if (isWithin || isNearest) ms = Math.max(ms, speedPercent === 0 ? Infinity : road.ms * 2);
  }
  return ms;
}

/** When what is at the pier at this time sails, by going through the minutes of nine days. */
function sailsAt(timetable: Timetable, readyMs: number): number {
  if ('window' in timetable) {
    const [fromHour, untilHour] = timetable.window;
    const waitMs = timetable.waitMinutes * minuteMs;
    const hour = ((readyMs + localMs) % dayMs) / (60 * minuteMs);
    if (hour >= fromHour && (hour <= untilHour || untilHour === 24)) return readyMs + waitMs;
    const midnight = readyMs - ((readyMs + localMs) % dayMs);
    return midnight + (hour < fromHour ? 0 : dayMs) + fromHour * 60 * minuteMs + waitMs;
  }
  const minutes = timetable.departures.map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  for (let ms = Math.ceil(readyMs / minuteMs) * minuteMs; ms < readyMs + 9 * dayMs; ms += minuteMs) {
    const minute = ((ms + localMs) % dayMs) / minuteMs;
    if (minutes.includes(minute) && (!timetable.days || timetable.days.includes(new Date(ms + localMs).getUTCDay()))) return ms;
  }
  return Infinity;
}

type Place = { node: number; pier: string | null; cameBySea: boolean; last: number; before: number; atMs: number; usedSea: boolean };

/** Earliest arrival at the target, and whether over sea; with `roadsOnly` on roads alone. */
function plainSearch(world: World, start: number, mode: Fleet['mode'], departAtMs: number, times: readonly number[], roadsOnly: boolean): { atMs: number; usedSea: boolean } {
  const done = new Set<string>();
  const open: Place[] = [{ node: start, pier: null, cameBySea: false, last: -1, before: -1, atMs: departAtMs, usedSea: false }];
  for (;;) {
    const nearest = open.reduce((best, each, index) => (each.atMs < (open[best]?.atMs ?? Infinity) ? index : best), 0);
    const [here] = open.splice(nearest, 1);
    if (!here || here.atMs === Infinity) return { atMs: Infinity, usedSea: false };
    const { node, pier, cameBySea, last, before, atMs, usedSea } = here;
    if (pier === null && node === world.target) return { atMs, usedSea };
    const key = [node, pier, cameBySea, last, before].join(' ');
    if (done.has(key)) continue;
    done.add(key);
    if (pier === null) {
      world.roads.forEach((road, index) => {
        const isBanned = world.bans.some((ban) => [before, last, index].slice(-ban.length).join() === ban.join());
        if (road.from === node && !isBanned) open.push({ ...here, node: road.to, last: index, before: last, atMs: atMs + (times[index] ?? Infinity) });
      });
      if (!roadsOnly) for (const each of world.piers) if (each.node === node) open.push({ ...here, pier: each.id, cameBySea: false, last: -1, before: -1 });
      continue;
    }
    if (cameBySea) open.push({ ...here, pier: null, cameBySea: false });
    for (const leg of world.legs) {
      if ((leg.from !== pier && leg.to !== pier) || (mode === 'vehicle' && leg.vessel !== 'ferry')) continue;
      const slowest = Math.min(100, ...world.obstacles.flatMap(({ target, speedPercent }) => (target.kind === 'sea-leg' && target.legId === leg.id ? [speedPercent] : [])));
      if (slowest === 0) continue;
      const other = world.piers.find(({ id }) => id === (leg.from === pier ? leg.to : leg.from));
      open.push({ node: other?.node ?? -1, pier: other?.id ?? null, cameBySea: true, last: -1, before: -1, atMs: sailsAt(leg.timetable, atMs) + (leg.minutes * minuteMs * 100) / slowest, usedSea: usedSea || slowest > 0 });
    }
  }
}

function plainAnswer(world: World): (readonly [id: string, durationMs: number, latestMs: number])[] {
  const times = world.roads.map((_, index) => roadMs(world, index));
  const islandOfTarget = world.islandOf[world.target];
  return world.fleet.flatMap(({ id, node, mode, area }) => {
    const found = plainSearch(world, node, mode, world.departAtMs, times, false);
    if (found.atMs === Infinity) return [];
    const durationMs = found.atMs - world.departAtMs;
    if (!area || area.turnMs === 0) return [[id, durationMs, durationMs] as const];
    const turned = found.usedSea ? plainSearch(world, node, mode, world.departAtMs + area.turnMs, times, false).atMs - world.departAtMs : durationMs + area.turnMs;
    if (area.turnMs <= 20_000 || world.islandOf[node] !== islandOfTarget) return [[id, durationMs, turned] as const];
    const around = world.nodes.flatMap((point, other) => (metres(point, world.nodes[node] as Point) <= area.radiusM && (area.islandId === null || area.islandId === `i${world.islandOf[other] ?? 0}`) ? [other] : []));
    const edgeMs = Math.max(-1, ...around.map((other) => plainSearch(world, other, mode, 0, times, true).atMs).filter((ms) => ms < Infinity));
    return [[id, durationMs, edgeMs < 0 ? turned : Math.max(durationMs, Math.min(edgeMs, turned))] as const];
  });
}

function plannedAnswer(world: World): (readonly [id: string, durationMs: number, latestMs: number])[] {
  const roads = noRoads();
  for (const { from, to, ms } of world.roads) {
    roads.from.push(from);
    roads.to.push(to);
    roads.timeMs.push(ms);
    roads.lengthM.push(1);
    roads.name.push(0);
  }
  const at = (node: number): Point => world.nodes[node] as Point;
  const network = createRoadNetwork({ latitudes: world.nodes.map(({ latitude }) => latitude), longitudes: world.nodes.map(({ longitude }) => longitude), roads, names: [''], isSkeleton: false, bans: world.bans });
  const islandAt = (_latitude: number, longitude: number) => ({ id: `i${Math.floor((longitude - 112.95) / 0.2)}` });
  const planner = createRoutePlanner({
    ...{ network, utcOffsetMinutes: 420, ground: { islandAt, crossesWater: () => false } },
    sea: { piers: world.piers.map(({ id, node }) => ({ id, name: id, islandId: `i${world.islandOf[node] ?? 0}`, ...at(node), radiusM: 1 })), legs: world.legs },
    seaGrid: (): SeaGrid => {
      throw new Error('nobody has a boat');
    },
  });
  const travellers = world.fleet.map(({ id, node, mode, area }) => ({ id, ...at(node), mode, ...(area ? { area } : {}) }));
  const { reach } = planner.plan({ target: at(world.target), travellers, obstacles: world.obstacles, departAtMs: world.departAtMs });
  return travellers.flatMap(({ id }) => {
    const found = reach.get(id);
    return found && 'durationMs' in found ? [[id, found.durationMs, found.latestMs] as const] : [];
  });
}

test('every way, every latest arrival and the first five are those of the plainest search', { timeout: 3_600_000 }, () => {
  const random = seededRandom(2026);
  let compared = 0;
  let [overSea, banned] = [0, 0];
  for (let run = 0; run < cases; run += 1) {
    const world = makeWorld(random);
    const plain = plainAnswer(world);
    const planned = plannedAnswer(world);
    expect(planned, `case ${run}`).toEqual(plain);
    const firstFive = (answer: typeof plain): readonly string[] => answer.toSorted((one, other) => one[2] - other[2] || (one[0] < other[0] ? -1 : 1)).slice(0, 5).map(([id]) => id);
    expect(firstFive(planned)).toEqual(firstFive(plain));
    compared += plain.length;
    overSea += Number(plain.some(([id]) => world.islandOf[world.fleet.find((each) => each.id === id)?.node ?? 0] !== world.islandOf[world.target]));
    banned += Number(world.bans.length > 0);
  }
  // Enough of them meant something.
  expect(compared).toBeGreaterThan(cases * 2);
  expect(Math.min(overSea, banned)).toBeGreaterThan(cases / 10);
});
