import { describe, expect, test } from 'vitest';
import { fitsOffer } from './fits-offer.ts';

describe('an offer is taken by Enter', () => {
  test.each([
    ['lenteng', 'Lenteng Barat'],
    ['lente', 'Puskesmas Lenteng'],
    ['raas', "Ra'as"],
    ["ra'as", 'Raas'],
    ['sepudi', 'Sapudi'],
    ['guluk guluk', 'Guluk-Guluk'],
    ['pulau gili', 'Pulau Giligenting'],
    ['2 km selatan lent', '2 km selatan Lenteng'],
  ])('when "%s" is typed and %s is offered', (typed, name) => {
    expect(fitsOffer(typed, name)).toBe(true);
  });
});

describe('an offer is only shown', () => {
  test.each([
    ['rumah kuning dekat pasar', 'Pasar Kuning'],
    ['lenteng', 'Pulau Bunteng'],
    ['', 'Lenteng'],
    ['lenteng dekat masjid', 'Lenteng'],
  ])('when "%s" is typed and %s is offered', (typed, name) => {
    expect(fitsOffer(typed, name)).toBe(false);
  });
});
