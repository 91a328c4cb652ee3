import type { Caller } from './call.ts';

/** A number as E.164 writes it. */
export const e164Form = /^\+[1-9]\d{5,14}$/;

/** The number by which a caller is known here; null when it is hidden or none came. */
export function callerNumber({ e164, raw, anonymous }: Pick<Caller, 'e164' | 'raw' | 'anonymous'>): string | null {
  return anonymous ? null : canonicalNumber(e164 ?? raw);
}

/**
 * One writing for one number: international where it can be told. Bridges give a national number (0812…) or leave the plus out; what is
 * neither stays as it came, without spaces and signs. Null where there is no digit in it.
 */
export function canonicalNumber(text: string | null): string | null {
  const bare = (text ?? '').replaceAll(/[\s().-]/g, '').slice(0, 64);
  if (!/\d/.test(bare)) return null;
  if (/^0[1-9]\d{6,}$/.test(bare)) return `+62${bare.slice(1)}`;
  return /^62\d{7,}$/.test(bare) ? `+${bare}` : bare;
}
