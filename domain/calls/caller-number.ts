import type { Caller } from './call.ts';

/** A number as E.164 writes it. */
export const e164Form = /^\+[1-9]\d{5,14}$/;

/** The number by which a caller is known here; null when it is hidden or none came. */
export function callerNumber({ e164, raw, anonymous }: Pick<Caller, 'e164' | 'raw' | 'anonymous'>): string | null {
  return anonymous ? null : canonicalNumber(e164 ?? raw);
}

/**
 * One writing for one number: international where it can be told. What is neither stays as it came, without spaces and signs. Null where
 * there is no digit in it.
 */
export function canonicalNumber(text: string | null): string | null {
  const bare = (text ?? '').replaceAll(/[\s().-]/g, '').slice(0, 64);
  return /\d/.test(bare) ? (toE164(bare) ?? bare) : null;
}

/** E.164: at most 15 digits; shorter than 7 are short codes and extensions. */
const international = /^[1-9]\d{6,14}$/;

/**
 * A number as an Indonesian trunk writes it, as E.164: `+62…`, `0062…`, `62…`, `620…`, `08…`, `021…`, a mobile without its zero (`812…`), and
 * with the area code of the site (digits without zero, `328`) a local subscriber. Undefined for short codes, extensions and what is no number.
 */
export function toE164(raw: string, areaCode?: string): string | undefined {
  const compact = raw.replace(/^(?:tel|sips?):/i, '').replace(/@.*$/, '').replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(compact)) return undefined;
  const digits = nationalToInternational(compact, areaCode);
  return digits !== undefined && international.test(digits) ? `+${digits}` : undefined;
}

function nationalToInternational(compact: string, areaCode: string | undefined): string | undefined {
  if (compact.startsWith('+')) return withoutTrunkZero(compact.slice(1));
  if (compact.startsWith('00')) return withoutTrunkZero(compact.slice(2));
  if (/^0[1-9]\d{6,11}$/.test(compact)) return `62${compact.slice(1)}`;
  if (/^62[02-9]\d{6,12}$/.test(compact)) return withoutTrunkZero(compact);
  if (/^8[1-9]\d{7,10}$/.test(compact)) return `62${compact}`;
  if (areaCode !== undefined && /^[2-9]\d{4,7}$/.test(compact)) return `62${areaCode}${compact}`;
  return undefined;
}

/** Some write the trunk's zero after the country code: `+62 0812…`. */
function withoutTrunkZero(digits: string): string {
  return digits.startsWith('620') ? `62${digits.slice(3)}` : digits;
}
