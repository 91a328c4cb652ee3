import type { Unit, UnitStatus } from '#domain/units/unit.ts';
import { findUnits, plain, type FoundUnit } from './find-unit.ts';
import { findStatuses } from './status-words.ts';

type Named = Pick<Unit, 'unitId' | 'callSign'>;

/** One thing the typed line can mean. */
export type CommandMeaning<Item extends Named> =
  /** `certain` when nothing else fits as well: only then may Enter do it unasked. */
  | { readonly kind: 'status'; readonly unit: Item; readonly status: UnitStatus; readonly certain: boolean }
  /** A unit, with its status not typed yet; `line` is what names it without doubt. */
  | { readonly kind: 'unit'; readonly unit: Item; readonly line: string }
  | { readonly kind: 'note'; readonly text: string }
  /** A complaint's ticket as a caller says it. */
  | { readonly kind: 'ticket'; readonly number: string };

const noteWords = ['catat', 'note'];
/** Seven digits or more, however they are grouped; six behind the name of a station. */
const ticketText = /^(?:[A-Za-z0-9._-]+\/(?:\d[\s.-]*){5,}|(?:\d[\s.-]*){6,})\d$/;
const offersAtMost = 8;

/**
 * Reads a line of the command bar without its slash: `p12 tkp`, `p12tkp`, `catat kaki terjepit`, `2 075 207`. Every meaning it can
 * have, the likeliest first; the line may be done when the first is a status, a note or a ticket.
 */
export function readCommand<Item extends Named>(line: string, units: readonly Item[]): readonly CommandMeaning<Item>[] {
  const trimmed = line.trim();
  if (trimmed === '') return [];
  if (ticketText.test(trimmed)) return [{ kind: 'ticket', number: trimmed }];
  const [first = '', ...rest] = trimmed.split(/\s+/);
  if (noteWords.includes(first.toLowerCase())) {
    const text = trimmed.slice(first.length).trim();
    return [{ kind: 'note', text }];
  }
  const statusText = rest.join(' ');
  if (statusText !== '') return statuses(findUnits(first, units), statusText);
  const together = /^(.*?\d)([a-z]+)$/i.exec(first);
  const joined = together ? statuses(findUnits(together[1] ?? '', units), together[2] ?? '') : [];
  const alone = findUnits(first, units).map(
    ({ unit }): CommandMeaning<Item> => ({ kind: 'unit', unit, line: `${plain(unit.callSign)} ` }),
  );
  return [...joined, ...alone].slice(0, offersAtMost);
}

function statuses<Item extends Named>(units: readonly FoundUnit<Item>[], statusText: string): readonly CommandMeaning<Item>[] {
  const found = findStatuses(statusText);
  return units
    .flatMap(({ unit, certain }) =>
      found.map((status): CommandMeaning<Item> => ({ kind: 'status', unit, status, certain: certain && found.length === 1 })),
    )
    .slice(0, offersAtMost);
}
