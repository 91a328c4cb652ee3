import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { isInside } from '../places/islands.ts';
import { joinRoad } from './join-road.ts';
import { createNodeIndex } from './node-index.ts';
import type { Obstacle } from './obstacle.ts';
import { createRoutePlanner } from './plan-routes.ts';
import { createRoadNetwork, noRoads, type RoadNetwork } from './road-network.ts';
import type { Traveller } from './route.ts';
import { departureMs } from './sea-legs.ts';
import { searchRoads } from './search-roads.ts';

const shipped = shippedRoutes();
const planner = createRoutePlanner(shipped);
const mondayMs = Date.UTC(2026, 10, 23, 1, 0);
const lenteng = { latitude: -7.03, longitude: 113.79 };
const talango = { latitude: -7.085, longitude: 113.99 };
const crew = (id: string, latitude: number, longitude: number): Traveller => ({ id, latitude, longitude, mode: 'crew' });
const plan = (target: { latitude: number; longitude: number }, travellers: readonly Traveller[], obstacles: readonly Obstacle[] = [], departAtMs = mondayMs) =>
  planner.plan({ target, travellers, obstacles, departAtMs });
const closed = (target: Obstacle['target'], id = 'o'): Obstacle => ({ id, target, speedPercent: 0, reason: 'waves', note: '', untilMs: null, by: 'Sari', atMs: 0 });

/** The slowest way to be right: earliest arrival at every node from one traveller, looking at everything again until nothing gets better. */
function bruteForceMs(network: RoadNetwork, from: Traveller, target: { latitude: number; longitude: number }, departAtMs: number): number {
  const index = createNodeIndex(network, shipped.ground);
  const start = joinRoad(network, index, shipped.ground, from);
  const end = joinRoad(network, index, shipped.ground, target);
  if (!start || !end) return Infinity;
  const nodes = network.latitudes.length;
  const piers = shipped.sea.piers.map((pier) => ({ ...pier, join: joinRoad(network, index, shipped.ground, pier) }));
  const at = new Float64Array(nodes + piers.length).fill(Infinity);
  at[start.node] = departAtMs + start.offRoadMs;
  const queue = [start.node];
  const offer = (place: number, ms: number): void => {
    if (ms >= (at[place] ?? 0)) return;
    at[place] = ms;
    queue.push(place);
  };
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const ms = at[place] ?? Infinity;
    if (place < nodes) {
      for (let edge = network.firstOut[place] ?? 0; edge < (network.firstOut[place + 1] ?? 0); edge += 1) offer(network.heads[edge] ?? 0, ms + (network.timesMs[edge] ?? 0));
      piers.forEach(({ join }, pier) => join?.node === place && offer(nodes + pier, ms + join.offRoadMs));
    } else {
      const pier = piers[place - nodes];
      if (!pier?.join) continue;
      offer(pier.join.node, ms + pier.join.offRoadMs);
      for (const leg of shipped.sea.legs) {
        if (leg.from !== pier.id && leg.to !== pier.id) continue;
        if (from.mode === 'vehicle' && leg.vessel !== 'ferry') continue;
        const other = piers.findIndex(({ id }) => id === (leg.from === pier.id ? leg.to : leg.from));
        offer(nodes + other, departureMs(leg.timetable, ms, 420) + leg.minutes * 60_000);
      }
    }
  }
  return (at[end.node] ?? Infinity) + end.offRoadMs - departAtMs;
}

describe('the way to an incident', () => {
  test('on one island is a road, told with its name, and nobody comes through the strait', () => {
    const found = plan(lenteng, [crew('p04', -7.028, 113.7843), crew('p10', -7.0645, 113.9535)]);
    expect(found.routeOf('p04')?.legs).toMatchObject([{ kind: 'off-road' }, { kind: 'road', roads: ['Jalan Sumenep–Lenteng'] }, { kind: 'off-road' }]);
    expect(found.routeOf('p10')?.legs.map(({ kind }) => kind)).toEqual(['off-road', 'road', 'wait', 'sea', 'road', 'off-road']);
  });

  test('waits at the pier for what sails, and goes by the day of the week', () => {
    const toSapudi = { latitude: -7.15, longitude: 114.33 };
    const engine: Traveller = { ...crew('d1', -7.012, 113.865), mode: 'vehicle' };
    const wait = (departAtMs: number): number | undefined => plan(toSapudi, [engine], [], departAtMs).routeOf('d1')?.legs.find(({ kind }) => kind === 'wait')?.durationMs;
    const hoursMs = 3_600_000;
    expect(wait(Date.UTC(2026, 10, 23, 0, 0))).toBeLessThan(hoursMs);
    expect(wait(Date.UTC(2026, 10, 23, 2, 0))).toBeGreaterThan(40 * hoursMs);
  });

  test('a fire engine takes no passenger boat: unreachable, never a straight line', () => {
    const found = plan({ latitude: -5.56, longitude: 114.43 }, [{ ...crew('d1', -7.012, 113.865), mode: 'vehicle' }]);
    expect(found.reach.get('d1')).toEqual({ unreachable: 'no-way' });
    expect(found.routeOf('d1')).toBeUndefined();
  });

  test('on the open sea goes by boat alone, around the islands', () => {
    const found = plan({ latitude: -7.04, longitude: 115.74 }, [crew('p15', -7.0047, 115.7062), { id: 'al1', latitude: -7.0548, longitude: 113.9415, mode: 'vessel', speedKmh: 38 }]);
    expect(found.reach.get('p15')).toEqual({ unreachable: 'open-sea' });
    expect(found.routeOf('al1')?.legs).toMatchObject([{ kind: 'open-water' }]);
    const inland = found.routeOf('al1')?.line.slice(2, -1).filter(([longitude, latitude]) => shipped.islands.rings.some((ring) => isInside(ring, latitude, longitude)));
    expect(inland).toEqual([]);
  });

  test('that the waves closed is said to be closed, and opens again', () => {
    const obstacles = [closed({ kind: 'sea-leg', legId: 'kalianget--talango--ferry' })];
    expect(plan(talango, [crew('p03', -7.0537, 113.9424)], obstacles).reach.get('p03')).toEqual({ unreachable: 'closed' });
    expect(plan(talango, [crew('p03', -7.0537, 113.9424)]).reach.get('p03')).toMatchObject({ durationMs: expect.any(Number) as number });
  });

  test('an islet without a road is no place for a vehicle, and a boat lands on it', () => {
    const found = plan({ latitude: -7.117, longitude: 115.758 }, [crew('p15', -7.0047, 115.7062), { id: 'b', latitude: -7.02, longitude: 115.72, mode: 'vessel' }]);
    expect(found.reach.get('p15')).toEqual({ unreachable: 'no-road' });
    expect(found.reach.get('b')).toMatchObject({ durationMs: expect.any(Number) as number });
  });
});

describe('whatever the map', () => {
  const bases = shipped.sea.piers.map(({ id, latitude, longitude }) => crew(id, latitude, longitude));

  test('every time is that of a brute-force search over roads and timetables', () => {
    const random = seededRandom(112);
    const nodes = shipped.network.latitudes.length;
    const anywhere = (): { latitude: number; longitude: number } => {
      const node = Math.floor(random() * nodes);
      return { latitude: (shipped.network.latitudes[node] ?? 0) + (random() - 0.5) / 500, longitude: (shipped.network.longitudes[node] ?? 0) + (random() - 0.5) / 500 };
    };
    for (let run = 0; run < 6; run += 1) {
      const target = anywhere();
      const departAtMs = mondayMs + Math.floor(random() * 7 * 86_400_000);
      const travellers = Array.from({ length: 4 }, (_, index): Traveller => ({ ...anywhere(), id: `u${index}`, mode: index % 2 === 0 ? 'crew' : 'vehicle' }));
      const { reach } = plan(target, travellers, [], departAtMs);
      for (const each of travellers) {
        const found = reach.get(each.id);
        expect(found && 'durationMs' in found ? found.durationMs : Infinity).toBe(bruteForceMs(shipped.network, each, target, departAtMs));
      }
    }
  });

  test('closing or slowing a road never shortens a way', () => {
    const anyNode = fc.nat({ max: shipped.network.latitudes.length - 1 });
    fc.assert(
      fc.property(anyNode, anyNode, fc.nat({ max: 3_000 }), fc.constantFrom(0, 30, 100), (targetNode, closedNode, radiusM, speedPercent) => {
        const pointOf = (node: number) => ({ latitude: shipped.network.latitudes[node] ?? 0, longitude: shipped.network.longitudes[node] ?? 0 });
        const free = plan(pointOf(targetNode), bases);
        const hindered = plan(pointOf(targetNode), bases, [{ ...closed({ kind: 'road', ...pointOf(closedNode), radiusM }), speedPercent }]);
        for (const { id } of bases) {
          const [before, after] = [free.reach.get(id), hindered.reach.get(id)];
          if (before && 'durationMs' in before && after && 'durationMs' in after) expect(after.durationMs).toBeGreaterThanOrEqual(before.durationMs);
          if (before && 'unreachable' in before) expect(after).toHaveProperty('unreachable');
        }
      }),
      { seed: 112, numRuns: 15 },
    );
  });

  test('the legs of a way add up to its time', () => {
    for (const target of [lenteng, talango, { latitude: -6.87, longitude: 115.3 }]) {
      const found = plan(target, bases);
      for (const { id } of bases) {
        const route = found.routeOf(id);
        const reach = found.reach.get(id);
        if (route && reach && 'durationMs' in reach) expect([id, route.legs.reduce((sum, { durationMs }) => sum + durationMs, 0)]).toEqual([id, reach.durationMs]);
      }
    }
  });
});

describe('one search against the roads', () => {
  /** A hundred seeded networks with one-way roads, ten sources each. */
  test('ranks the first five as a search from each of them does', () => {
    const random = seededRandom(20_26);
    for (let run = 0; run < 100; run += 1) {
      const nodes = 5 + Math.floor(random() * 60);
      const roads = noRoads();
      for (let road = 0; road < nodes * 3; road += 1) {
        roads.from.push(Math.floor(random() * nodes));
        roads.to.push(Math.floor(random() * nodes));
        roads.timeMs.push(1 + Math.floor(random() * 100_000));
        roads.lengthM.push(1);
        roads.name.push(0);
      }
      const network = createRoadNetwork({ latitudes: new Float64Array(nodes), longitudes: new Float64Array(nodes), roads, names: [''], isSkeleton: false });
      const target = Math.floor(random() * nodes);
      const sources = Array.from({ length: 10 }, () => Math.floor(random() * nodes));
      const order = (cost: (node: number) => number): readonly number[] => [...sources].sort((left, right) => cost(left) - cost(right) || left - right).slice(0, 5);
      const { costsMs } = searchRoads(network, [{ node: target, costMs: 0 }], { direction: 'backward' });
      const forward = (node: number): number => searchRoads(network, [{ node, costMs: 0 }], { direction: 'forward' }).costsMs[target] ?? Infinity;
      const far = (ms: number): number => Math.min(ms, 1e15);
      expect(order((node) => far(costsMs[node] ?? Infinity))).toEqual(order((node) => far(forward(node))));
    }
  });
});
