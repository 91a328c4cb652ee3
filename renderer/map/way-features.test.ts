import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RouteLeg } from '#domain/routes/route.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { createRoutePlanner } from '#domain/routes/plan-routes.ts';
import { wayFeatures } from './way-features.ts';

const shipped = shippedRoutes();
const planner = createRoutePlanner(shipped);
const departAtMs = Date.UTC(2026, 10, 23, 1, 0);
const sumenep = { id: 'p10', latitude: -7.012, longitude: 113.865 };
const kindOf = (leg: RouteLeg): string => leg.kind;

function routeTo(target: { latitude: number; longitude: number }, mode: 'crew' | 'vessel' = 'crew', from = sumenep) {
  return planner.plan({ target, travellers: [{ ...from, mode }], obstacles: [], departAtMs }).routeOf(from.id);
}

describe('a way on the map', () => {
  test('over a strait is a road, a wait at the pier, a dashed leg between the piers, and a road again', () => {
    const route = routeTo({ latitude: -7.085, longitude: 113.99 });
    if (!route) throw new Error('there is a way to Talango');
    const { features } = wayFeatures(route, kindOf);
    expect(features.map(({ properties: { part } }) => part).filter((part) => part !== 'word')).toEqual(['lane', 'road', 'sea', 'road', 'wait', 'pier', 'pier']);
    const sea = features.find(({ properties }) => properties.part === 'sea');
    const [kalianget, talango] = ['kalianget', 'talango'].map((id) => shipped.sea.piers.find((pier) => pier.id === id));
    expect(sea?.geometry.coordinates).toEqual([[kalianget?.longitude, kalianget?.latitude], [talango?.longitude, talango?.latitude]]);
    const wait = features.find(({ properties }) => properties.part === 'wait');
    expect([wait?.geometry.coordinates, wait?.properties]).toEqual([[kalianget?.longitude, kalianget?.latitude], { part: 'wait', word: 'wait' }]);
    expect(features.filter(({ properties }) => properties.part === 'word').map(({ properties }) => 'word' in properties && properties.word)).toEqual(['road', 'sea', 'road']);
  });

  test('of a boat is a dashed leg to the pier and a road from there', () => {
    const route = routeTo({ latitude: -7.16, longitude: 114.33 }, 'vessel', { id: 'al1', latitude: -7.0548, longitude: 113.9415 });
    if (!route) throw new Error('there is a way to Sapudi');
    expect(wayFeatures(route, kindOf).features.map(({ properties: { part } }) => part)).toEqual(['sea', 'road', 'word', 'word']);
  });

  test('is drawn whole, wherever it leads: its legs join, from where the unit is to the incident', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shipped.sea.piers), fc.double({ min: -0.06, max: 0.06, noNaN: true }), fc.double({ min: -0.06, max: 0.06, noNaN: true }), fc.constantFrom('crew' as const, 'vessel' as const), (pier, east, south, mode) => {
        const target = { latitude: pier.latitude + south, longitude: pier.longitude + east };
        const route = routeTo(target, mode, { id: 'p10', latitude: -7.0548, longitude: 113.9415 });
        if (!route) return;
        expect(route.ends).toHaveLength(route.legs.length);
        if (route.legs.length === 0) return;
        expect(route.ends.at(-1)).toBe(route.line.length - 1);
        expect(route.ends).toEqual(route.ends.toSorted((one, other) => one - other));
        const lines = wayFeatures(route, kindOf).features.flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : []));
        expect(lines[0]?.[0]).toEqual([113.9415, -7.0548]);
        expect(lines.at(-1)?.at(-1)).toEqual([expect.closeTo(target.longitude, 6), expect.closeTo(target.latitude, 6)]);
        lines.slice(1).forEach((line, index) => expect(line[0]).toEqual(lines[index]?.at(-1)));
      }),
      { seed: 112, numRuns: 60 },
    );
  });
});
