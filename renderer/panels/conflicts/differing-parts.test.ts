import { expect, test } from 'vitest';
import { differingParts } from './differing-parts.ts';

const marked = (...texts: string[]): string[] =>
  differingParts(texts).cells.map((cell) => cell.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(' '));

test('only the words that tell the sides apart are marked', () => {
  expect(marked('Pasar Lenteng Barat', 'Pasar Lenteng Timur')).toEqual(['Pasar Lenteng [Barat]', 'Pasar Lenteng [Timur]']);
  expect(marked('depan Masjid Agung', 'belakang Masjid Agung')).toEqual(['[depan] Masjid Agung', '[belakang] Masjid Agung']);
  expect(marked('RS', 'Puskesmas', 'RS Kalianget')).toEqual(['[RS]', '[Puskesmas]', '[RS Kalianget]']);
});

test('a side that only says less has nothing of its own', () => {
  expect(marked('Pasar Lenteng', 'Pasar Lenteng lantai dua')).toEqual(['Pasar Lenteng', 'Pasar Lenteng [lantai dua]']);
  expect(marked('Lenteng', 'Lenteng Lenteng')).toEqual(['Lenteng', 'Lenteng [Lenteng]']);
});

test('what all sides share is not marked at all', () => {
  expect(differingParts(['Medis · P1', 'Medis · P1'])).toEqual({
    differs: false,
    cells: [[{ text: 'Medis · P1', differs: false }], [{ text: 'Medis · P1', differs: false }]],
  });
});
