import { toE164 } from '#domain/calls/caller-number.ts';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';

/** Who calls, after the telephony contract (11.3): absent is unknown. `anonymous`: the network says the number is withheld. */
export type CallerFields = { readonly raw?: string; readonly e164?: string; readonly name?: string; readonly anonymous: boolean };

const withheld = new Set(['anonymous', 'restricted', 'private', 'withheld', 'blocked']);
const unknown = new Set(['', '<unknown>', 'unknown', 'unavailable', 'null', 'asterisk', 's', '-1']);
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
