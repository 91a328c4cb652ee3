import { describe, expect, test } from 'vitest';
import { degreeText, graticule } from './geo/graticule.ts';
import { islandLabels, type Islands } from './island-features.ts';
import { readMapPack } from './map-pack.ts';
import { boundsOf, placeFeatures } from './place-features.ts';

const letters = { north: 'LU', south: 'LS', east: 'BT', west: 'BB' };

describe('the grid', () => {
  test('names parallels and meridians in degrees and minutes', () => {
    expect(degreeText(-7.5, { positive: 'LU', negative: 'LS' })).toBe('7°30′ LS');
    expect(degreeText(113.9, { positive: 'BT', negative: 'BB' })).toBe('113°54′ BT');
    expect(degreeText(-6.9999, { positive: 'LU', negative: 'LS' })).toBe('7°00′ LS');
  });

  test('covers whole degrees and tells full, half and tenth lines apart', () => {
    const lines = graticule({ west: 113.2, south: -7.4, east: 113.9, north: -6.9 }, letters).features;
    expect(lines).toHaveLength(11 + 21);
    expect(lines.filter((line) => line.properties.level === 'degree').map((line) => line.properties.label)).toEqual([
      '113°00′ BT',
      '114°00′ BT',
      '8°00′ LS',
      '7°00′ LS',
      '6°00′ LS',
    ]);
    expect(lines.filter((line) => line.properties.level === 'half')).toHaveLength(3);
  });
});

describe('names of islands', () => {
  const square = (x: number, y: number, side: number) => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  const islands: Islands = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { id: 'twins', name: 'Twins', populated: true },
        geometry: { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] },
      },
      { type: 'Feature', properties: { id: 'x', name: null, populated: false }, geometry: { type: 'Polygon', coordinates: [square(5, 5, 1)] } },
    ],
  };

  test('stand in the middle of the largest part; nameless islands have none', () => {
    const labels = islandLabels(islands).features;
    expect(labels).toHaveLength(1);
    expect(labels[0]?.geometry.coordinates).toEqual([12, 12]);
  });
});

describe('names of places', () => {
  const place = { latitude: -7, longitude: 114, radiusM: 500 };

  test('leave out islands, guesses and towns that are seats already', () => {
    const names = placeFeatures([
      { ...place, name: 'Lenteng', kind: 'kecamatan' },
      { ...place, name: 'Lenteng', kind: 'town' },
      { ...place, name: 'Prenduan', kind: 'town' },
      { ...place, name: 'Sapudi', kind: 'island' },
      { ...place, name: 'Desa jauh', kind: 'village', radiusM: 6_000 },
      { ...place, name: 'Desa dekat', kind: 'village' },
    ]).features.map((feature) => `${feature.properties.level} ${feature.properties.name}`);
    expect(names).toEqual(['seat Lenteng', 'town Prenduan', 'village Desa dekat']);
  });

  test('have a box around them with a margin, or none where there are no points', () => {
    expect(boundsOf([{ latitude: -7, longitude: 113 }, { latitude: -5, longitude: 116 }], 0.5)).toEqual([112.5, -7.5, 116.5, -4.5]);
    expect(boundsOf([], 1)).toBeNull();
  });
});

describe('the map pack that ships', () => {
  test('holds islands with an outline and an overview from the mainland to Sapeken and Masalembu', () => {
    const pack = readMapPack();
    expect(pack.islands.features.length).toBeGreaterThan(100);
    for (const { geometry, properties } of pack.islands.features) {
      expect(geometry.coordinates.length, properties.id).toBeGreaterThan(0);
    }
    const [west, south, east, north] = pack.overview;
    expect([west < 113.7, south < -7.1, east > 115.7, north > -5.6]).toEqual([true, true, true, true]);
  });
});
