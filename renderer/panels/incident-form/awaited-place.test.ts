import { afterEach, expect, test, vi } from 'vitest';
import type { Place } from '#domain/places/place.ts';
import { awaitedFor, foundSoon } from './awaited-place.ts';

const place: Place = { text: '7°02′24″ LS 115°44′24″ BT', latitude: -7.04, longitude: 115.74, radiusM: 1_100, islandId: null, islandName: null, source: 'spoken' };

afterEach(() => {
  vi.useRealTimers();
});

test('a form waits for the place its words were entered for, not for another, and not where it has one', () => {
  const awaited = { text: '-7.04, 115.74', found: Promise.resolve(place) };
  expect(awaitedFor({ place: null, placeText: ' -7.04, 115.74 ' }, awaited)).toBe(awaited.found);
  expect(awaitedFor({ place: null, placeText: '-7.04, 115.7' }, awaited)).toBeNull();
  expect(awaitedFor({ place, placeText: '-7.04, 115.74' }, awaited)).toBeNull();
  expect(awaitedFor({ place: null, placeText: '-7.04, 115.74' }, null)).toBeNull();
});

test('what is found soon goes with the form; what takes longer than a moment does not hold it up', async () => {
  expect(await foundSoon(Promise.resolve(place))).toBe(place);
  expect(await foundSoon(Promise.resolve(null))).toBeNull();
  vi.useFakeTimers();
  const late = foundSoon(new Promise<Place>((resolve) => setTimeout(() => resolve(place), 5_000)));
  vi.advanceTimersByTime(300);
  expect(await late).toBeNull();
});
