import { expect, test } from 'vitest';
import { createGazetteer } from './gazetteer.ts';
import { placeOfPack, type PackName } from './pack-places.ts';
import type { GazetteerPlace } from './read-gazetteer.ts';

const mosque: PackName = {
  source: 'n1', kind: 'mosque', name: 'Masjid Jamik', otherNames: ['Masjid Agung'], kecamatan: 'Kota Sumenep', isKecamatanCertain: false,
  islandId: 'madura', islandName: 'Madura', latitude: -7.01, longitude: 113.86,
};
const rough: GazetteerPlace = { id: 'pkm', name: 'Puskesmas Lenteng', kind: 'facility', detail: 'Kec. Lenteng', latitude: -7.06, longitude: 113.78, radiusM: 2_000, islandId: 'madura', islandName: 'Madura' };

test('a name of a pack is found under all its names, with its kecamatan as certain as it is', () => {
  const { search } = createGazetteer([]);
  const lists = [[placeOfPack(mosque)]];
  expect(search('masjid ja', 3, { lists })).toMatchObject([{ name: 'Masjid Jamik', detail: 'Masjid', kecamatan: 'Kota Sumenep?', radiusM: 100 }]);
  expect(search('masjid agung', 3, { lists })).toMatchObject([{ name: 'Masjid Jamik' }]);
  expect(search('dekat masjid jamik', 3, { lists })).toMatchObject([{ kind: 'near', radiusM: 316 }]);
  expect(placeOfPack({ ...mosque, isKecamatanCertain: true }).kecamatan).toBe('Kota Sumenep');
});

test('a kind that a newer pack has is a place like others', () => {
  expect(placeOfPack({ ...mosque, kind: 'helipad' })).toMatchObject({ kind: 'facility', detail: 'Tempat' });
  expect(placeOfPack({ ...mosque, kind: 'toString' })).toMatchObject({ kind: 'facility', detail: 'Tempat' });
});

test('of one thing that two lists have only the surer is offered; of two things of one name both', () => {
  const { search } = createGazetteer([rough]);
  const sure = placeOfPack({ ...mosque, source: 'n2', kind: 'puskesmas', name: 'Puskesmas Lenteng', otherNames: [], latitude: -7.065, longitude: 113.785 });
  const elsewhere = placeOfPack({ ...mosque, source: 'n3', kind: 'puskesmas', name: 'Puskesmas Lenteng', otherNames: [], latitude: -7.3, longitude: 113.785 });
  expect(search('puskesmas lenteng', 5, { lists: [[sure]] }).map(({ id }) => id)).toEqual(['osm-n2']);
  expect(new Set(search('puskesmas lenteng', 5, { lists: [[elsewhere]] }).map(({ id }) => id))).toEqual(new Set(['pkm', 'osm-n3']));
});
