import { describe, expect, test } from 'vitest';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { distanceM } from '../places/distance.ts';
import { isInside } from '../places/islands.ts';
import type { Coordinates } from '../places/place.ts';
import { searchRoads } from './search-roads.ts';

const { islands, seaGrid } = shippedRoutes();
const { network, waterNear } = seaGrid();
const isOnLand = (point: Coordinates): boolean => islands.rings.some((ring) => isInside(ring, point.latitude, point.longitude));

/** Metres over water from one point to another; Infinity where there is no way. */
function overWaterM(from: Coordinates, to: Coordinates): number {
  const [start, end] = [waterNear(from), waterNear(to)];
  if (!start || !end) return Infinity;
  const { costsMs } = searchRoads(network, [{ node: end.node, costMs: 0 }], { direction: 'backward', only: [start.node] });
  return start.awayM + end.awayM + ((costsMs[start.node] ?? Infinity) * 30) / 3_600;
}

describe('a boat', () => {
  test.each<[string, Coordinates, Coordinates]>([
    ['between Madura and Talango at Kalianget', { latitude: -7.085, longitude: 113.93 }, { latitude: -7.03, longitude: 113.955 }],
    ['between Giligenting and Giliraja', { latitude: -7.17, longitude: 113.84 }, { latitude: -7.23, longitude: 113.845 }],
    ['among the islands of Sapeken', { latitude: -7.0, longitude: 115.72 }, { latitude: -7.03, longitude: 115.7 }],
    ['between Sepanjang and the islets north of it', { latitude: -7.105, longitude: 115.745 }, { latitude: -7.125, longitude: 115.768 }],
    ['between Paliat and its islets', { latitude: -6.99, longitude: 115.595 }, { latitude: -7.003, longitude: 115.61 }],
  ])('goes through the strait %s, not around', (_where, from, to) => {
    expect(overWaterM(from, to)).toBeLessThan(1.5 * distanceM(from, to) + 300);
  });

  test('goes through every strait of the regency that is 300 m wide or more', () => {
    const missed: string[] = [];
    let straits = 0;
    islands.all.forEach(({ id }, one) => {
      for (let other = one + 1; other < islands.all.length; other += 1) {
        const [here, there] = nearestCorners(islands.rings[one] ?? [], islands.rings[other] ?? []);
        const widthM = distanceM(here, there);
        if (widthM < 300 || widthM > 2_000) continue;
        const middle = { latitude: (here.latitude + there.latitude) / 2, longitude: (here.longitude + there.longitude) / 2 };
        // From the middle of the strait across to both sides of it, as far as it is water.
        const [north, east] = [there.longitude - here.longitude, -(there.latitude - here.latitude)];
        const side = (share: number): Coordinates => ({ latitude: middle.latitude + north * share, longitude: middle.longitude + east * share });
        const reach = Math.max(0.5, 600 / widthM);
        const along = Array.from({ length: 41 }, (_, place) => side(((place - 20) / 20) * reach));
        if (along.some(isOnLand)) continue;
        straits += 1;
        const straightM = distanceM(side(-reach), side(reach));
        if (overWaterM(side(-reach), side(reach)) > 1.5 * straightM + 500) missed.push(`${id} – ${islands.all[other]?.id ?? ''} ${Math.round(widthM)} m`);
      }
    });
    expect(straits).toBeGreaterThan(20);
    expect(missed).toEqual([]);
  });

  test('never goes over land', () => {
    const { tails, heads, latitudes, longitudes } = network;
    let looked = 0;
    for (let edge = 0; edge < heads.length; edge += 1_499) {
      const [tail = 0, head = 0] = [tails[edge], heads[edge]];
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        const point = { latitude: (latitudes[tail] ?? 0) * (1 - share) + (latitudes[head] ?? 0) * share, longitude: (longitudes[tail] ?? 0) * (1 - share) + (longitudes[head] ?? 0) * share };
        if (isOnLand(point)) throw new Error(`on land at ${point.latitude}, ${point.longitude}`);
        looked += 1;
      }
    }
    expect(looked).toBeGreaterThan(4_000);
  });
});

function nearestCorners(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): readonly [Coordinates, Coordinates] {
  let least = Infinity;
  let best: readonly [Coordinates, Coordinates] = [{ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }];
  const [from, to] = [other.map(([x = 0]) => x), other.map(([, y = 0]) => y)];
  const [west, east, south, north] = [Math.min(...from) - 0.02, Math.max(...from) + 0.02, Math.min(...to) - 0.02, Math.max(...to) + 0.02];
  for (const [x = 0, y = 0] of one) {
    if (x < west || x > east || y < south || y > north) continue;
    for (const [otherX = 0, otherY = 0] of other) {
      const apart = (x - otherX) ** 2 + (y - otherY) ** 2;
      if (apart >= least) continue;
      least = apart;
      best = [{ latitude: y, longitude: x }, { latitude: otherY, longitude: otherX }];
    }
  }
  return best;
}
