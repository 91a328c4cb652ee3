import { metresPerDegree } from './distance.ts';
import type { Coordinates } from './place.ts';

/** Coordinates as typed, with a radius of the last digit's worth: minutes alone are a place of two kilometres. */
export type TypedCoordinates = Coordinates & { readonly radiusM: number };

type Hemisphere = 'N' | 'S' | 'E' | 'W';
type Angle = { readonly degrees: number; readonly resolutionDeg: number; readonly isSigned: boolean };

/** Bahasa (lintang selatan, bujur timur, also the single letters U, T, B) beside the international letters. */
const hemispheres: Readonly<Record<string, Hemisphere>> = {
  LS: 'S',
  S: 'S',
  LU: 'N',
  U: 'N',
  N: 'N',
  BT: 'E',
  T: 'E',
  E: 'E',
  BB: 'W',
  B: 'W',
  W: 'W',
};

const token = /([+-]?\d+(?:\.\d+)?)|([A-Z]{1,2})|[\s°º'"´`′″’”,;/:]+|(.)/gu;
const smallestRadiusM = 20;

/** As a point is read out over a radio, and the dashes between degrees, minutes and seconds of older charts. */
const spokenForms: readonly (readonly [RegExp, string])[] = [
  [/\bLINTANG\s+SELATAN\b/g, 'LS'],
  [/\bLINTANG\s+UTARA\b/g, 'LU'],
  [/\bBUJUR\s+TIMUR\b/g, 'BT'],
  [/\bBUJUR\s+BARAT\b/g, 'BB'],
  [/(\d)\s+KOMA\s+(?=\d)/g, '$1.'],
  [/\b(DERAJAT|MENIT|DETIK)\b/g, ' '],
  [/(\d)-(?=\d)/g, '$1 '],
];

/**
 * Reads decimal degrees ("-7.05, 113.88", "7,05 LS 113,88 BT") or degrees, minutes and seconds ("7 3 12 S 113 52 E",
 * "7 derajat 3 menit lintang selatan ...", "7-03-12 LS") from
 * a caller's lips or a screen. Empty when the text is something else. Without letters and sign the south comes first,
 * the north second: which one was meant is for a person to say.
 */
export function readCoordinates(text: string): readonly TypedCoordinates[] {
  const spoken = text.slice(0, 200).toUpperCase().replaceAll('−', '-').trim();
  const upper = spokenForms.reduce((read, [form, written]) => read.replace(form, written), spoken);
  if (upper.length === 0 || text.length > 200 || upper.length > 80 || !/\d/.test(upper)) return [];
  const withDecimalComma = upper.includes('.') ? [] : readTokens(upper.replaceAll(/(\d),(\d)/g, '$1.$2'));
  return withDecimalComma.length > 0 ? withDecimalComma : readTokens(upper);
}

/** "7°03′12″ LS 113°52′00″ BT". */
export function formatCoordinates({ latitude, longitude }: Coordinates): string {
  return `${degreesText(latitude)} ${latitude < 0 ? 'LS' : 'LU'} ${degreesText(longitude)} ${longitude < 0 ? 'BB' : 'BT'}`;
}

function degreesText(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″`;
}

function readTokens(text: string): readonly TypedCoordinates[] {
  const parts: string[] = [];
  for (const [, number, letters, foreign] of text.matchAll(token)) {
    if (foreign !== undefined) return [];
    if (number !== undefined) parts.push(number);
    if (letters !== undefined) {
      const hemisphere = hemispheres[letters];
      if (hemisphere === undefined) return [];
      parts.push(hemisphere);
    }
  }
  const letters = parts.filter(isHemisphere);
  if (letters.length === 2) return withHemispheres(parts);
  return letters.length === 0 ? withoutHemispheres(parts) : [];
}

/** Each half is its numbers and its letter, the letter before or behind. */
function withHemispheres(parts: readonly string[]): readonly TypedCoordinates[] {
  const isLetterFirst = isHemisphere(parts[0]);
  const ordered = isLetterFirst ? parts.toReversed() : parts;
  const cut = ordered.findIndex(isHemisphere);
  const halves = [ordered.slice(0, cut + 1), ordered.slice(cut + 1)];
  const read = halves.flatMap((half) => {
    const letter = half.at(-1);
    const numbers = half.slice(0, -1);
    const angle = readAngle(isLetterFirst ? numbers.toReversed() : numbers);
    return isHemisphere(letter) && angle && !angle.isSigned ? [{ letter, angle }] : [];
  });
  const latitude = read.find(({ letter }) => letter === 'N' || letter === 'S');
  const longitude = read.find(({ letter }) => letter === 'E' || letter === 'W');
  if (!latitude || !longitude) return [];
  return point(
    latitude.letter === 'S' ? -latitude.angle.degrees : latitude.angle.degrees,
    longitude.letter === 'W' ? -longitude.angle.degrees : longitude.angle.degrees,
    Math.max(latitude.angle.resolutionDeg, longitude.angle.resolutionDeg),
  );
}

/** Two, four or six numbers, latitude first; the other way round where only that is possible. */
function withoutHemispheres(parts: readonly string[]): readonly TypedCoordinates[] {
  if (![2, 4, 6].includes(parts.length)) return [];
  const first = readAngle(parts.slice(0, parts.length / 2));
  const second = readAngle(parts.slice(parts.length / 2));
  if (!first || !second) return [];
  const [latitude, longitude] = Math.abs(first.degrees) > 90 && Math.abs(second.degrees) <= 90 ? [second, first] : [first, second];
  const resolutionDeg = Math.max(latitude.resolutionDeg, longitude.resolutionDeg);
  const asTyped = point(latitude.degrees, longitude.degrees, resolutionDeg);
  return latitude.isSigned || latitude.degrees === 0 ? asTyped : [...point(-latitude.degrees, longitude.degrees, resolutionDeg), ...asTyped];
}

/** Degrees with minutes and seconds behind; only the last number may have decimals, only the first a sign. */
function readAngle(numbers: readonly string[]): Angle | null {
  const [degrees, ...sixtieths] = numbers;
  if (degrees === undefined || sixtieths.length > 2) return null;
  if (numbers.slice(0, -1).some((number) => number.includes('.'))) return null;
  if (sixtieths.some((number) => /^[+-]/.test(number) || Number(number) >= 60)) return null;
  const size = Math.abs(Number(degrees)) + sixtieths.reduce((sum, number, index) => sum + Number(number) / 60 ** (index + 1), 0);
  const decimals = numbers.at(-1)?.split('.')[1]?.length ?? 0;
  return {
    degrees: degrees.startsWith('-') ? -size : size,
    resolutionDeg: 1 / (60 ** sixtieths.length * 10 ** decimals),
    isSigned: /^[+-]/.test(degrees),
  };
}

function point(latitude: number, longitude: number, resolutionDeg: number): readonly TypedCoordinates[] {
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return [];
  return [{ latitude, longitude, radiusM: Math.max(smallestRadiusM, Math.round(resolutionDeg * metresPerDegree)) }];
}

function isHemisphere(part: string | undefined): part is Hemisphere {
  return part === 'N' || part === 'S' || part === 'E' || part === 'W';
}
