import type { Transmission } from '#domain/radio/transmission.ts';

/** Who speaks, as well as it is known: the unit's call sign, then the radio's own name, then its number. */
export function speakerOf(
  transmission: Pick<Transmission, 'unitId' | 'alias' | 'radioId'>,
  callSignOf: (unitId: string) => string | undefined,
): { readonly callSign: string | null; readonly alias: string | null; readonly radioId: number | null } {
  const callSign = transmission.unitId === null ? null : (callSignOf(transmission.unitId) ?? null);
  const saysNothingNew = transmission.alias === '' || transmission.alias?.toLowerCase() === callSign?.toLowerCase();
  const alias = saysNothingNew ? null : transmission.alias;
  return { callSign, alias, radioId: callSign === null && alias === null ? transmission.radioId : null };
}
