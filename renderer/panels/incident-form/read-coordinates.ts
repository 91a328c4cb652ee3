import type { Coordinates } from '#domain/places/place.ts';

/**
 * Reads a point somebody dictates: decimal degrees (`-7.05 113.87`, `7,05 LS 113,87 BT`) or degrees, minutes and seconds
 * (`7°3'10"S 113°52'E`). South is LS or S, east BT or E. Null when the text is no point on earth.
 */
export function readCoordinates(text: string): Coordinates | null {
  const words = text
    .toUpperCase()
    .replace(/\b(LS|LU|BT|BB)\b/g, (word) => ({ LS: 'S', LU: 'N', BT: 'E', BB: 'W' })[word] ?? word)
    .replace(/[;/]/g, ' ')
    .trim();
  const parts = /^(.+?)([NS])[\s,]*(.+?)([EW])$/.exec(words);
  if (parts) {
    const latitude = degrees(parts[1] ?? '');
    const longitude = degrees(parts[3] ?? '');
    if (latitude === null || longitude === null) return null;
    return onEarth(parts[2] === 'S' ? -latitude : latitude, parts[4] === 'W' ? -longitude : longitude);
  }
  const plain = /^(-?\d{1,2}[.,]\d+)(?:\s*,\s+|\s*,\s*(?=-?\d+\.)|\s+)(-?\d{1,3}[.,]\d+)$/.exec(words);
  if (!plain) return null;
  return onEarth(decimal(plain[1] ?? ''), decimal(plain[2] ?? ''));
}

function degrees(text: string): number | null {
  const numbers = text.match(/\d+(?:[.,]\d+)?/g)?.map(decimal) ?? [];
  if (numbers.length === 0 || numbers.length > 3 || /[^\d\s.,°º'’′"”″-]/.test(text)) return null;
  const [whole = 0, minutes = 0, seconds = 0] = numbers;
  return minutes < 60 && seconds < 60 ? whole + minutes / 60 + seconds / 3_600 : null;
}

function decimal(text: string): number {
  return Number(text.replace(',', '.'));
}

function onEarth(latitude: number, longitude: number): Coordinates | null {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
