import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainName } from './fold-name.ts';
import { createGazetteer } from './gazetteer.ts';
import { encodePlusCode } from './plus-code.ts';
import { placeUseKey, type SearchContext } from './rank-places.ts';
import type { GazetteerPlace } from './read-gazetteer.ts';

const places = JSON.parse(readFileSync(new URL('../../resources/gazetteer/places.json', import.meta.url), 'utf8')) as GazetteerPlace[];
const { search } = createGazetteer(places, () => ({ id: 'madura', name: 'Madura' }));
const namesOf = (text: string, limit = 8): string[] => search(text, limit).map((place) => place.name);

describe('a name', () => {
  test('typed whole finds itself first', () => {
    const missed = places.filter((place) => plainName(namesOf(place.name, 1)[0] ?? '') !== plainName(place.name));
    expect(missed.map((place) => place.name)).toEqual([]);
  });

  test('is found under each of its other names', () => {
    const missed = places.flatMap((place) =>
      (place.aliases ?? []).filter((alias) => !search(alias, 12).some((found) => found.id === place.id)).map((alias) => `${alias}: ${place.name}`),
    );
    expect(missed).toEqual([]);
  });

  test('is found whatever its case, apostrophe or hyphen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom('upper', 'lower', 'bare', 'joined'), (place, how) => {
        const typed = { upper: place.name.toUpperCase(), lower: place.name.toLowerCase(), bare: place.name.replaceAll("'", ''), joined: place.name.replaceAll('-', ' ') }[how];
        expect(search(typed, 20).some((found) => found.name === place.name)).toBe(true);
      }),
      { seed: 112, numRuns: 500 },
    );
  });

  test('is found by its first letters from eight on, among the first eight', () => {
    const long = places.filter((place) => place.name.length >= 8);
    const missed = long.filter((place) => !namesOf(place.name.slice(0, 8)).some((name) => name.startsWith(place.name.slice(0, 8))));
    expect(missed.map((place) => place.name)).toEqual([]);
  });
});

describe('spellings that people use', () => {
  test.each([
    ['raas', "Pulau Ra'as"],
    ["ra'as", "Pulau Ra'as"],
    ['Ra"as', "Pulau Ra'as"],
    ['sepudi', 'Pulau Sapudi'],
    ['sapodi', 'Pulau Sapudi'],
    ['masalembo', 'Pulau Masalembu'],
    ['giliginting', 'Pulau Giligenting'],
    ['gili genting', 'Pulau Giligenting'],
    ['talango', 'Pulau Poteran'],
    ['keramian', 'Pulau Karamian'],
    ['keramaian', 'Pulau Karamian'],
    ['karamian', 'Pulau Karamian'],
    ['prenduan', 'Prenduan'],
    ['soemenep', 'Sumenep'],
    ['batang-batang', 'Batang Batang'],
    ['gulukguluk', 'Guluk-Guluk'],
    ['puskesmas lent', 'Puskesmas Lenteng'],
    ['anwar', 'RSUD dr. H. Moh. Anwar'],
    ['pel kali', 'Pelabuhan Kalianget'],
  ])('%s finds %s', (typed, name) => {
    expect(namesOf(typed)).toContain(name);
  });

  test('the island of Raas goes before a hamlet of that name on Masalembu, 170 km away', () => {
    expect(search('raas', 2).every((place) => place.islandId === 'raas')).toBe(true);
  });

  test('Prenduan says that it is in Pragaan', () => {
    expect(search('prenduan', 1)[0]?.detail).toContain('Pragaan');
  });

  test.each([
    ['lentneg', 'Lenteng'],
    ['kaliangte', 'Kalianget'],
    ['pasongsnogan', 'Pasongsongan'],
    ['sapekn', 'Sapeken'],
  ])('the slip %s still finds %s', (typed, name) => {
    expect(namesOf(typed)).toContain(name);
  });
});

describe('what is typed', () => {
  test('as coordinates comes first as a point with its island', () => {
    expect(search('7 3 12 S 113 52 E', 5)[0]).toMatchObject({ kind: 'point', islandId: 'madura', name: '7°03′12″ LS 113°52′00″ BT', radiusM: 1853 });
  });

  test('as nothing finds nothing', () => {
    expect(search('', 8)).toEqual([]);
    expect(search(" -'", 8)).toEqual([]);
  });

  test('as anything never throws, never exceeds the limit and never names a place twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 })), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const found = search(text, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        expect(new Set(found.map((place) => place.id)).size).toBe(found.length);
      }),
      { seed: 112, numRuns: 1_000 },
    );
  });

  test('gives the same order whatever the order of the file', () => {
    const shuffled = createGazetteer(places.toReversed());
    for (const text of ['a', 'gap', 'pulau', 'sokaramme', 'talaga', 'pusk']) {
      expect(shuffled.search(text, 20).map((place) => place.id)).toEqual(search(text, 20).map((place) => place.id));
    }
  });
});

describe('words about places', () => {
  test.each([
    ['timur lenteng', 'timur Lenteng', 'Lenteng'],
    ['2 km selatan dari lenteng', '2 km selatan Lenteng', 'Lenteng'],
    ['sebelah timur laut pelabuhan kaliangt', 'timur laut Pelabuhan Kalianget', 'Kalianget'],
    ['dekat puskesmas lenteng', 'dekat Puskesmas Lenteng', 'Lenteng'],
  ])('"%s" offer %s with a radius, in Kec. %s', (typed, name, kecamatan) => {
    const offered = search(typed, 8).filter((place) => place.kind === 'near');
    expect(offered[0]).toMatchObject({ name, kecamatan, islandId: 'madura' });
    expect(offered[0]?.radiusM).toBeGreaterThan(500);
  });

  test('between two places are a point between them, and between one and itself nothing', () => {
    expect(search('antara lenteng dan bluto', 8)[0]).toMatchObject({ kind: 'near', name: 'antara Lenteng dan Bluto' });
    expect(search('antara lenteng dan lenteng', 8)).toEqual([]);
  });

  test('lean on the island of that name before what is only nicknamed so', () => {
    expect(search('timur laut sapudi', 8)[0]?.name).toBe('timur laut Pulau Sapudi');
    expect(search('antara kangean dan sapeken', 8)[0]?.name).toBe('antara Pulau Kangean dan Sapeken');
  });

  test('a village that begins with a wind is itself', () => {
    expect(search('timur jang', 1)[0]).toMatchObject({ kind: 'village', name: 'Timur Jang-Jang' });
  });

  test('about nothing known offer nothing made up', () => {
    expect(search('timur xyzzyxyzzy', 8)).toEqual([]);
    expect(search('antara lenteng dan xyzzyxyzzy', 8)).toEqual([]);
  });
});

describe('a plus code', () => {
  const lenteng = search('lenteng', 1)[0] ?? { latitude: 0, longitude: 0 };
  const code = encodePlusCode(lenteng);

  test('in full is a point, spoken or typed', () => {
    expect(search(code.toLowerCase(), 1)[0]).toMatchObject({ kind: 'point', name: code, islandId: 'madura', kecamatan: 'Lenteng' });
    expect(search(code.replace('+', ' plus '), 1)[0]?.name).toBe(code);
  });

  test('without its first four digits is near the place that is said with it', () => {
    expect(search(`${code.slice(4)} lenteng`, 8).filter((place) => place.kind === 'point').map((place) => place.name)).toEqual([code]);
    const onKangean = search(`${code.slice(4)} arjasa`, 1)[0];
    expect(onKangean?.name).not.toBe(code);
    expect(onKangean?.name.endsWith(code.slice(4))).toBe(true);
  });

  test('without its first four digits and without a place offers every one near a kecamatan', () => {
    const names = search(code.slice(4), 20).map((place) => place.name);
    expect(names).toContain(code);
    expect(names.length).toBeGreaterThan(1);
  });
});

describe('equal matches', () => {
  const mosque = (id: string, latitude: number): GazetteerPlace => ({
    id, name: 'Masjid Jamik', kind: 'facility', detail: `Kec. ${id}`, latitude, longitude: 113.8, radiusM: 50, islandId: 'madura', islandName: 'Madura',
  });
  const mosques = createGazetteer([mosque('a', -7), mosque('b', -7.1), mosque('c', -7.2)]);
  const first = (context: SearchContext): string | undefined => mosques.search('masjid', 3, context)[0]?.id;

  test('go by nearness, and by use before it', () => {
    expect(first({})).toBe('a');
    expect(first({ near: { latitude: -7.21, longitude: 113.8 } })).toBe('c');
    const uses = new Map([[placeUseKey(mosque('b', -7.1)), 12]]);
    expect(first({ near: { latitude: -7.21, longitude: 113.8 }, uses })).toBe('b');
    expect(first({ near: { latitude: -7.21, longitude: 113.8 } })).toBe('c');
  });

  test('never let a worse match before a better one, however often it was used', () => {
    const pasar = { ...mosque('p', -7), name: 'Pasar Masjid' };
    const both = createGazetteer([mosque('a', -7), pasar]);
    expect(both.search('masjid', 2, { uses: new Map([[placeUseKey(pasar), 1_000]]) }).map((place) => place.id)).toEqual(['a', 'p']);
  });
});

test('a broken gazetteer file is a defect and says which place', () => {
  expect(() => createGazetteer({})).toThrow('not a list');
  expect(() => createGazetteer([places[0], { id: 'x' }])).toThrow('Place 1');
});
