import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIslands, distanceToRingM, isInside, shoreToleranceM } from './islands.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8'));
const map = read('map/islands.geojson') as { features: { properties: { id: string; name: string | null }; geometry: { coordinates: number[][][] } }[] };
const places = read('gazetteer/places.json') as { id: string; name: string; kind: string; detail: string; latitude: number; longitude: number; islandId: string | null }[];
const { islandAt, all } = createIslands(map);

const square = (id: string, west: number, south: number, size: number) => ({
  properties: { id, name: id },
  geometry: { coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]] },
});

describe('the shipped map', () => {
  test('has 112 islands, each with an id of its own', () => {
    expect(all).toHaveLength(112);
    expect(new Set(all.map((island) => island.id)).size).toBe(112);
  });

  test.each([
    ['Sumenep town', -7.01152, 113.86042, 'madura'],
    ['Kalianget, 500 m across the water from Poteran', -7.0537, 113.94244, 'madura'],
    ['Talango', -7.063, 113.9507, 'poteran'],
    ['Sapeken town', -7.00468, 115.70619, 'sapeken'],
    ['Arjasa', -6.8596, 115.2852, 'kangean'],
    ['Gayam', -7.1636, 114.331, 'sapudi'],
    ['Brakas', -7.1521, 114.6143, 'raas'],
    ['Masalembu', -5.559614, 114.427183, 'masalembu'],
  ])('puts %s on its island', (_, latitude, longitude, id) => {
    expect(islandAt(latitude, longitude)?.id).toBe(id);
  });

  test.each([
    ['the strait between Sapudi and Raas', -7.13, 114.44],
    ['the sea between Madura and Kangean', -7, 114.9],
    ['Jakarta', -6.2, 106.8],
    ['the pole', 90, 0],
  ])('puts nothing on %s', (_, latitude, longitude) => {
    expect(islandAt(latitude, longitude)).toBeNull();
  });

  test('every island of the official list lies on itself, or on what swallowed it, or is too small to be drawn', () => {
    const names = new Map(all.map((island) => [island.id, island.name]));
    const islands = places.filter((place) => place.kind === 'island');
    const elsewhere = islands.filter((place) => names.get(islandAt(place.latitude, place.longitude)?.id ?? '') !== place.name.replace('Pulau ', ''));
    const inhabited = elsewhere.filter((place) => place.detail.startsWith('Pulau berpenghuni'));
    // GSHHG draws the two Sepangkur as one shape, which carries the bigger one's name.
    expect(inhabited.map((place) => place.name)).toEqual(['Pulau Sepangkur Kecil']);
    // Uninhabited islets: 11 lie off every drawn shore, the rest fell into a neighbour's shape.
    expect(elsewhere.length).toBe(41);
    expect(elsewhere.filter((place) => islandAt(place.latitude, place.longitude) === null)).toHaveLength(11);
  });

  test('the gazetteer file says of every place the island that the map says', () => {
    expect(places.filter((place) => place.islandId !== (islandAt(place.latitude, place.longitude)?.id ?? null))).toEqual([]);
  });

  test('a corner of a shore always belongs to an island', () => {
    const corners = map.features.flatMap((feature) => feature.geometry.coordinates[0] ?? []);
    expect(corners.filter(([longitude = 0, latitude = 0]) => islandAt(latitude, longitude) === null)).toEqual([]);
  });
});

describe('a shore', () => {
  const { islandAt: at } = createIslands({ features: [square('a', 0, 0, 0.1), square('b', 0.103, 0, 0.1)] });

  test('counts as far as the tolerance and no further', () => {
    const degree = 111_195;
    expect(at(-(shoreToleranceM - 5) / degree, 0.05)?.id).toBe('a');
    expect(at(-(shoreToleranceM + 5) / degree, 0.05)).toBeNull();
  });

  test('between two islands goes to the nearer one, but a point on land stays on its land', () => {
    expect(at(0.05, 0.1012)?.id).toBe('a');
    expect(at(0.05, 0.1018)?.id).toBe('b');
    expect(at(0.05, 0.1031)?.id).toBe('b');
  });

  test('never needs more than an id: an island without a name is called so', () => {
    const [unnamed] = createIslands({ features: [{ ...square('x', 0, 0, 1), properties: { id: 'x', name: null } }] }).all;
    expect(unnamed).toEqual({ id: 'x', name: 'pulau tanpa nama' });
  });
});

test('any point on Earth is answered, and inside means no way to the shore counts', () => {
  fc.assert(
    fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (latitude, longitude) => {
      const island = islandAt(latitude, longitude);
      return island === null || all.some((each) => each.id === island.id);
    }),
    { seed: 112, numRuns: 2_000 },
  );
});

test('near the islands the answer agrees with asking every shape one by one', () => {
  const rings = map.features.map((feature) => ({ id: feature.properties.id, ring: feature.geometry.coordinates[0] ?? [] }));
  const near = fc.tuple(fc.double({ min: -7.25, max: -6.8, noNaN: true }), fc.double({ min: 115.1, max: 116.3, noNaN: true }));
  fc.assert(
    fc.property(near, ([latitude, longitude]) => {
      const inside = rings.find(({ ring }) => isInside(ring, latitude, longitude));
      const shores = rings.map(({ id, ring }) => ({ id, awayM: distanceToRingM(ring, latitude, longitude) })).sort((a, b) => a.awayM - b.awayM);
      const nearest = shores[0] && shores[0].awayM <= shoreToleranceM ? shores[0].id : null;
      expect(islandAt(latitude, longitude)?.id ?? null).toBe(inside?.id ?? nearest);
    }),
    { seed: 112, numRuns: 500 },
  );
});

test('a broken map file is a defect and says what is wrong', () => {
  expect(() => createIslands(null)).toThrow('not a GeoJSON');
  expect(() => createIslands({ features: [{ properties: { id: 'a' } }] })).toThrow('Feature 0');
});
