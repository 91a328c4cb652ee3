import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sumenepArea } from '../exercise/sumenep-area.ts';
import type { GazetteerPlace } from './read-gazetteer.ts';
import { neighboursByNearness, standingInRegency } from './regency.ts';

const places = JSON.parse(readFileSync(new URL('../../resources/gazetteer/places.json', import.meta.url), 'utf8')) as GazetteerPlace[];
const pamekasan = { latitude: -7.157, longitude: 113.474 };

test('every place of the gazetteer lies in the regency', () => {
  expect(places.filter((place) => standingInRegency(sumenepArea, place) !== 'inside').map(({ name }) => name)).toEqual([]);
});

test('a place beyond the border is outside; with a circle that reaches back only perhaps', () => {
  expect(standingInRegency(sumenepArea, { ...pamekasan, radiusM: 500 })).toBe('outside');
  expect(standingInRegency(sumenepArea, { ...pamekasan, radiusM: 20_000 })).toBe('perhaps-outside');
  expect(standingInRegency(sumenepArea, { latitude: -7.706, longitude: 114.01, radiusM: 500 })).toBe('outside');
});

test('where no border is known nothing is outside', () => {
  expect(standingInRegency(null, { ...pamekasan, radiusM: 0 })).toBe('inside');
});

test('the nearest neighbour comes first, and those without a seat last in their order', () => {
  const neighbours = [
    { id: 'basarnas', seat: null },
    { id: 'sampang', seat: { latitude: -7.187, longitude: 113.239 } },
    { id: 'pmi', seat: null },
    { id: 'pamekasan', seat: pamekasan },
  ];
  const order = neighboursByNearness(neighbours, { latitude: -7.2, longitude: 113.5 });
  expect(order.map(({ neighbour }) => neighbour.id)).toEqual(['pamekasan', 'sampang', 'basarnas', 'pmi']);
  expect(order.map(({ awayM }) => awayM === null)).toEqual([false, false, true, true]);
});
