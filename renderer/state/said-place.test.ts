import { expect, test } from 'vitest';
import { placesText } from '../i18n/areas/places.ts';
import { saidPlaceName } from './said-place.ts';

test('a place that words point at is called in the language of the seat, whatever language it was said in', () => {
  const english = (name: string): string => saidPlaceName(name, placesText.en);
  const indonesian = (name: string): string => saidPlaceName(name, placesText.id);
  expect(english('timur Lenteng')).toBe('east of Lenteng');
  expect(english('2 km selatan Lenteng')).toBe('2 km south of Lenteng');
  expect(english('timur laut Batang-Batang')).toBe('north-east of Batang-Batang');
  expect(english('antara Lenteng dan Bluto')).toBe('between Lenteng and Bluto');
  expect(english("dekat Pelabuhan Ra'as")).toBe("near Pelabuhan Ra'as");
  expect(indonesian('2 km selatan Lenteng')).toBe('2 km selatan Lenteng');
  expect(indonesian('daja Lenteng')).toBe('utara Lenteng');
  expect(indonesian('east Lenteng')).toBe('timur Lenteng');
  expect(indonesian('near Masjid Jamik')).toBe('dekat Masjid Jamik');
  expect(english('Lenteng')).toBe('Lenteng');
});
