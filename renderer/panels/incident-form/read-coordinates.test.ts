import { describe, expect, test } from 'vitest';
import { readCoordinates } from './read-coordinates.ts';

describe('a dictated point', () => {
  test.each([
    ['-7.05 113.87', -7.05, 113.87],
    ['-7.05, 113.87', -7.05, 113.87],
    ['-7.05,113.87', -7.05, 113.87],
    ['-7,05 113,87', -7.05, 113.87],
    ['7,05 LS 113,87 BT', -7.05, 113.87],
    ['7°3\'36"S 113°52\'12"E', -7.06, 113.87],
    ['7 3 36 S, 113 52 12 E', -7.06, 113.87],
    ['6.97S 115.32E', -6.97, 115.32],
  ])('is read from "%s"', (text, latitude, longitude) => {
    const point = readCoordinates(text);
    expect(point?.latitude).toBeCloseTo(latitude, 6);
    expect(point?.longitude).toBeCloseTo(longitude, 6);
  });

  test.each(['', 'Lenteng', 'Jl. Trunojoyo 12', '112', '-97.0 113.8', 'S E', '7 75 S 113 E', 'dusun 3 RT 2'])(
    'is not seen in "%s"',
    (text) => {
      expect(readCoordinates(text)).toBeNull();
    },
  );
});
