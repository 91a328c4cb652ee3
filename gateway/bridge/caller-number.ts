import { cleanForeignText } from '#domain/outcome/foreign-text.ts';

/** Who calls, after the telephony contract (11.3): absent is unknown. `anonymous`: the network says the number is withheld. */
export type CallerFields = { readonly raw?: string; readonly e164?: string; readonly name?: string; readonly anonymous: boolean };

const withheld = new Set(['anonymous', 'restricted', 'private', 'withheld', 'blocked']);
const unknown = new Set(['', '<unknown>', 'unknown', 'unavailable', 'null', 'asterisk', 's', '-1']);
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

/** The caller as the manager tells it: `CallerIDNum` and `CallerIDName`, quotes in names escaped, anything unknown left out. */
export function readCaller(number: string | undefined, name: string | undefined, options: { areaCode?: string | undefined; withheld?: boolean } = {}): CallerFields {
  const raw = cleanForeignText(number ?? '', 40);
  const word = raw.toLowerCase();
  const isKnown = !unknown.has(word) && !withheld.has(word);
  const shownName = cleanForeignText((name ?? '').replaceAll(/\\(["\\])/g, '$1'));
  const nameWord = shownName.toLowerCase();
  const e164 = isKnown ? toE164(raw, options.areaCode) : undefined;
  return {
    ...(isKnown ? { raw } : {}),
    ...(e164 === undefined ? {} : { e164 }),
    ...(unknown.has(nameWord) || withheld.has(nameWord) ? {} : { name: shownName }),
    anonymous: withheld.has(word) || (!isKnown && withheld.has(nameWord)) || options.withheld === true,
  };
}
