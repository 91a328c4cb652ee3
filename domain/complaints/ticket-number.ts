import { failure, success, type Outcome } from '../outcome/outcome.ts';

/**
 * A complaint's ticket, such as `2-075-207`: the station, its serial, and a check digit. Digits alone, because letters are what a bad line
 * mixes up. A station gives it without asking anybody, and no other can give the same: the station stands in it, and a serial is never
 * used twice. Stations that are not called S1 to S99 stand in it by their whole id, `kangean/075-207`.
 */
export function ticketNumber(station: string, serial: number): string {
  const digits = String(serial).padStart(serialDigits, '0');
  const own = stationDigits(station);
  const start = own === null ? `${station}/` : `${own}-`;
  return start + inThrees(digits + checkDigit((own ?? station) + digits));
}

/** One more than the station's newest, but not behind the clock: a station that lost all it knew does not begin again at old numbers. */
export function nextSerial(newest: number, nowMs: number): number {
  return Math.max(newest + 1, Math.floor((nowMs - firstSerialAtMs) / serialEveryMs));
}

/** The serial in a ticket; null where the text is none. */
export function serialOf(number: string): number | null {
  const parts = splitTicket(number);
  return parts && Number(parts.serial);
}

/** Reads a ticket as somebody says or types it: spaces, dots and dashes anywhere. A digit that was misheard is noticed. */
export function readTicket(text: string): Outcome<string> {
  const parts = splitTicket(text);
  if (!parts) return failure('no-ticket', `"${text.slice(0, 40)}" is not a ticket number; one has seven digits or more, such as 2-075-207.`);
  const { station, serial, check } = parts;
  const number = ticketNumber(station, Number(serial));
  if (!number.endsWith(check)) return failure('misheard-ticket', 'That is no ticket number: one of its digits was misheard. Ask for it once more.');
  return success(number);
}

/** 2026-01-01 at UTC; from then on a serial for every hour that passes, so that five digits last until 2037. */
const firstSerialAtMs = 1_767_225_600_000;
const serialEveryMs = 3_600_000;
const serialDigits = 5;

/** `1` to `9`, then `010` to `099`: the first digit says where the station ends, so that the digits alone are enough. */
function stationDigits(station: string): string | null {
  const number = /^S([1-9]\d?)$/.exec(station)?.[1];
  if (number === undefined) return null;
  return number.length === 1 ? number : `0${number}`;
}

function splitTicket(text: string): { station: string; serial: string; check: string } | null {
  const named = /^([A-Za-z0-9._-]+)\/([\d\s.-]+)$/.exec(text.trim());
  const digits = (named?.[2] ?? text).replace(/[\s.-]/g, '');
  const parts = (named ? /^()(\d{5,})(\d)$/ : /^([1-9]|0[1-9]\d)(\d{5,})(\d)$/).exec(digits);
  if (!parts) return null;
  const [, own = '', serial = '', check = ''] = parts;
  if (serial.length > 9 || (serial.length > serialDigits && serial.startsWith('0'))) return null;
  return { station: named?.[1] ?? `S${Number(own)}`, serial, check };
}

/** The last group has up to four: a single digit at the end is not heard as belonging. */
function inThrees(digits: string): string {
  return digits.replace(/\d{3}(?=\d{2})/g, '$&-');
}

/** Damm's digit: any one digit wrong, and any two neighbours swapped, give another. */
function checkDigit(text: string): string {
  const digits = text.replace(/\D/g, (letter) => String(letter.charCodeAt(0)).padStart(3, '0'));
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.[Number(digit)] ?? 0);
  return String(interim);
}

/** Totally anti-symmetric, zeros on its diagonal (H. M. Damm, 2004). */
const quasigroup: readonly string[] = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
