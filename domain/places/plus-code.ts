import { metresPerDegree } from './distance.ts';
import type { Coordinates } from './place.ts';

/** Open Location Code: the published format; digits, separator, padding and steps are facts of its specification. */
const digits = '23456789CFGHJMPQRVWX';
const separatorAt = 8;
const pairDigits = 10;
const gridRows = 5;
const gridColumns = 4;
const gridDigits = 5;

/** Whole steps of the finest digit in one degree, so that no rounding creeps in: 8000 pairs' steps, then 5 grid steps. */
const latitudePerDegree = 8_000 * gridRows ** gridDigits;
const longitudePerDegree = 8_000 * gridColumns ** gridDigits;

/** `dropped`: how many of its first digits were left off; 0 for a full code. */
export type PlusCode = { readonly code: string; readonly dropped: 0 | 2 | 4 | 6 };
/** The middle of a code's cell, and half its diagonal in metres. */
export type PlusCodeArea = Coordinates & { readonly radiusM: number };

/** The code of the cell a point lies in; `length` counts digits: 2, 4, 6, 8, 10 or up to 15. Latitudes are clipped, longitudes go round. */
export function encodePlusCode(point: Coordinates, length = pairDigits): string {
  const wanted = Math.max(2, Math.min(pairDigits + gridDigits, length < pairDigits ? length - (length % 2) : length));
  const turned = ((((point.longitude + 180) % 360) + 360) % 360) * longitudePerDegree;
  let latitude = Math.floor(Math.min(180, Math.max(0, point.latitude + 90)) * latitudePerDegree);
  let longitude = Math.floor(turned);
  // The pole itself belongs to the last cell beneath it.
  latitude = Math.min(latitude, 180 * latitudePerDegree - 1);
  const grid: string[] = [];
  for (let step = 0; step < gridDigits; step += 1) {
    grid.unshift(digits.charAt((latitude % gridRows) * gridColumns + (longitude % gridColumns)));
    latitude = Math.floor(latitude / gridRows);
    longitude = Math.floor(longitude / gridColumns);
  }
  const pairs: string[] = [];
  for (let step = 0; step < pairDigits / 2; step += 1) {
    pairs.unshift(digits.charAt(latitude % 20) + digits.charAt(longitude % 20));
    latitude = Math.floor(latitude / 20);
    longitude = Math.floor(longitude / 20);
  }
  const all = [...pairs, ...grid].join('').slice(0, wanted).padEnd(separatorAt, '0');
  return `${all.slice(0, separatorAt)}+${all.slice(separatorAt)}`;
}

/** Reads a code, full or short, in any case; null for what is none. */
export function readPlusCode(text: string): PlusCode | null {
  const code = text.toUpperCase();
  const parts = /^([2-9CFGHJMPQRVWX]{0,8})(0*)\+([2-9CFGHJMPQRVWX]*)$/.exec(code);
  if (!parts) return null;
  const [, before = '', padding = '', after = ''] = parts;
  const width = before.length + padding.length;
  if (width % 2 !== 0 || width > separatorAt || width === 0 || before.length === 0 || after.length === 1 || after.length > pairDigits + gridDigits - separatorAt) return null;
  if (padding !== '' && (before.length % 2 !== 0 || width !== separatorAt || after !== '')) return null;
  if (width === separatorAt && (digits.indexOf(code.charAt(0)) >= 9 || digits.indexOf(code.charAt(1)) >= 18)) return null;
  if (width < separatorAt && after === '') return null;
  return { code, dropped: (separatorAt - width) as PlusCode['dropped'] };
}

/** The cell of a full code. */
export function decodePlusCode(code: string): PlusCodeArea {
  const wanted = [...code.toUpperCase()].filter((digit) => digits.includes(digit));
  let south = 0;
  let west = 0;
  let height = 400;
  let width = 400;
  wanted.forEach((digit, index) => {
    const value = digits.indexOf(digit);
    if (index < pairDigits) {
      if (index % 2 === 0) south += value * (height /= 20);
      else west += value * (width /= 20);
      return;
    }
    height /= gridRows;
    width /= gridColumns;
    south += Math.floor(value / gridColumns) * height;
    west += (value % gridColumns) * width;
  });
  const latitude = south + height / 2 - 90;
  const eastM = (width / 2) * metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return { latitude, longitude: west + width / 2 - 180, radiusM: Math.max(1, Math.round(Math.hypot(eastM, (height / 2) * metresPerDegree))) };
}

/** The full code nearest to `reference` of those a short code may mean. */
export function recoverPlusCode({ code, dropped }: PlusCode, reference: Coordinates): string {
  if (dropped === 0) return code;
  const stepDeg = 20 ** (2 - dropped / 2);
  const middle = decodePlusCode(encodePlusCode(reference).slice(0, dropped) + code);
  const nearer = (found: number, wanted: number): number => {
    const off = found - wanted;
    return off > stepDeg / 2 ? found - stepDeg : off < -stepDeg / 2 ? found + stepDeg : found;
  };
  let latitude = nearer(middle.latitude, reference.latitude);
  // Past a pole there is no cell.
  if (Math.abs(latitude) > 90) latitude = middle.latitude;
  const length = [...code].filter((digit) => digits.includes(digit)).length + dropped;
  return encodePlusCode({ latitude, longitude: nearer(middle.longitude, reference.longitude) }, length);
}
