import { expect, test } from 'vitest';
import { iconName, iconOf } from './icons/icon-name.ts';
import { poiKindOf, poiKinds } from './icons/poi-kind.ts';
import { outsideOf, type Islands } from './island-features.ts';
import { mapPalette } from './map-palette.ts';
import { packLayers } from './pack/pack-layers.ts';
import { placeFeatures } from './place-features.ts';
import { skeletonFeatures } from './skeleton-features.ts';

const palette = mapPalette('day', () => '#123456');

const square = (id: string, west: number, south: number, side: number): Islands['features'][number] => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] },
  properties: { id, name: id, populated: true },
});

test('of the shipped islands those that lie wholly inside a pack are left to the pack', () => {
  const islands: Islands = { type: 'FeatureCollection', features: [square('inside', 113, -7, 0.5), square('across', 113.9, -7, 0.5), square('far', 120, -7, 1)] };
  expect(outsideOf([112, -8, 114, -6], islands).features.map(({ properties }) => properties.id)).toEqual(['across', 'far']);
});

test('a facility of the shipped list has the sign of what it is called, and everything else none', () => {
  const facility = (name: string) => ({ name, kind: 'facility' as const, latitude: -7, longitude: 113.8, radiusM: 500 });
  const signs = placeFeatures(['Puskesmas Lenteng', 'RSUD dr. H. Moh. Anwar', 'Pelabuhan Kalianget', 'Polres Sumenep', 'Pos Damkar Kota Sumenep', 'Keraton Sumenep'].map(facility));
  expect(signs.features.map(({ properties }) => properties.sign)).toEqual(['puskesmas', 'hospital', 'pier', 'police', 'fire-station', null]);
  expect(poiKindOf('Rsi Garam Kalianget')).toBe('hospital');
  expect(poiKindOf('Rusun Polresta')).toBeNull();
});

test('the name of every sign leads back to its drawing', () => {
  for (const poi of poiKinds) expect(iconOf(iconName({ kind: 'poi', poi }, 'day'))).toEqual({ kind: 'poi', poi });
  expect(iconOf('poi|volcano|day')).toBeUndefined();
});

test('every layer of a pack has an id of its own and draws from a layer that packs have', () => {
  const layers = packLayers(palette);
  expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
  const drawn = new Set(layers.map((layer) => ('source-layer' in layer ? layer['source-layer'] : undefined)));
  expect([...drawn].sort()).toEqual(['coast', 'land', 'piers', 'places', 'pois', 'roads', 'water']);
});

test('the shipped skeleton has its roads as they are, and each crossing once, whichever ways and vessels go there', () => {
  const pier = (id: string, longitude: number) => ({ id, name: id, longitude, latitude: -7 });
  const skeleton = skeletonFeatures([{ name: 'Jalan Sumenep–Lenteng', class: 'secondary', line: [[113.8, -7], [113.81, -7.01]] }], {
    piers: [pier('kalianget', 113.94), pier('talango', 113.95)],
    legs: [
      { id: 'a', from: 'kalianget', to: 'talango', vessel: 'ferry' },
      { id: 'b', from: 'talango', to: 'kalianget', vessel: 'boat' },
      { id: 'c', from: 'kalianget', to: 'nowhere', vessel: 'boat' },
    ],
  });
  expect(skeleton.features.map(({ properties, geometry }) => [properties.class, properties.name, geometry.coordinates.length])).toEqual([['secondary', 'Jalan Sumenep–Lenteng', 2], ['ferry', undefined, 2]]);
});
