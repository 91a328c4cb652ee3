import { expect, test } from 'vitest';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { distanceM } from '../places/distance.ts';
import { joinRoad } from './join-road.ts';
import { createNodeIndex } from './node-index.ts';
import { createRoutePlanner } from './plan-routes.ts';
import type { Traveller } from './route.ts';

const shipped = shippedRoutes();
const { network, ground } = shipped;
const index = createNodeIndex(network, ground);
const pointOf = (node: number) => ({ latitude: network.latitudes[node] ?? 0, longitude: network.longitudes[node] ?? 0 });

test('a point joins a road of its own island, however near another island has one', () => {
  const talango = { latitude: -7.0645, longitude: 113.9535 };
  const joined = joinRoad(network, index, ground, talango);
  expect(joined?.islandId).toBe('poteran');
  expect(index.islandOf(joined?.node ?? -1)).toBe('poteran');
  const nearest = index.nearest(talango, 15_000, 1)[0];
  expect(joined?.offRoadM).toBeGreaterThanOrEqual(nearest?.awayM ?? 0);
});

test('whatever the point, the way to its road goes over no water, and the point found is the nearest such', () => {
  for (let node = 0; node < network.firstCopy; node += 37) {
    const road = pointOf(node);
    const point = { latitude: road.latitude + ((node % 7) - 3) * 0.004, longitude: road.longitude + ((node % 5) - 2) * 0.004 };
    const island = ground.islandAt(point.latitude, point.longitude);
    const joined = joinRoad(network, index, ground, point);
    if (!joined) continue;
    expect(joined.islandId).toBe(island?.id);
    expect(ground.crossesWater(joined.islandId, point, pointOf(joined.node))).toBe(false);
    expect(joined.offRoadM).toBeCloseTo(distanceM(point, pointOf(joined.node)), 3);
  }
});

test('further from the road than 300 m is a leg of its own, at the start and at the end', () => {
  const planner = createRoutePlanner(shipped);
  const away = { latitude: -7.05, longitude: 113.79 };
  const unit: Traveller = { id: 'u', latitude: -6.93, longitude: 113.86, mode: 'crew' };
  const { targetOffRoadM, routeOf } = planner.plan({ target: away, travellers: [unit], obstacles: [], departAtMs: Date.UTC(2026, 10, 23) });
  const legs = routeOf('u')?.legs ?? [];
  expect([legs[0]?.kind, legs.at(-1)?.kind]).toEqual(['off-road', 'off-road']);
  expect(targetOffRoadM).toBeGreaterThan(300);
  expect(legs.at(-1)).toMatchObject({ distanceM: targetOffRoadM });
});

test('the largest cost in a circle is that of looking at every node', () => {
  const costsMs = Float64Array.from(network.latitudes, (_, node) => (node % 11 === 0 ? Infinity : (node * 7919) % 100_003));
  const largestAround = index.largestAround(costsMs);
  for (let node = 0; node < network.firstCopy; node += 53) {
    for (const radiusM of [0, 180, 1_500, 9_000, 60_000, 900_000]) {
      for (const islandId of [null, index.islandOf(node)]) {
        const middle = { latitude: pointOf(node).latitude + 0.0007, longitude: pointOf(node).longitude - 0.0009 };
        let largest = -1;
        for (let other = 0; other < network.firstCopy; other += 1) {
          const cost = costsMs[other] ?? 0;
          if (cost !== Infinity && cost > largest && (islandId === null || index.islandOf(other) === islandId) && distanceM(middle, pointOf(other)) <= radiusM) largest = cost;
        }
        expect(largestAround(middle, radiusM, islandId)).toBe(largest);
      }
    }
  }
});
