import type { Conflict } from '#domain/conflicts/conflict.ts';

/** The conflict that lies open, as last known. */
export type Desk = {
  readonly shown: Conflict | null;
  /** Somebody else settled it while a person was looking at it: nothing else takes its place until that person moves on. */
  readonly settledElsewhere: boolean;
};

export const emptyDesk: Desk = { shown: null, settledElsewhere: false };

/**
 * The desk after the open conflicts changed. The keys 1, 2, 3 must never come to mean something else under a hand that is about to
 * press one: while the panel has the focus only the person's own choice (`chosen`, what its keys meant) makes way for the next conflict.
 */
export function deskAfter(desk: Desk, open: readonly Conflict[], how: { readonly focused: boolean; readonly chosen: string | null }): Desk {
  const { shown } = desk;
  const now = shown && open.find(({ id }) => id === shown.id);
  if (now) return now === shown && !desk.settledElsewhere ? desk : { shown: now, settledElsewhere: false };
  if (shown && how.focused && meaningOfKeys(shown) !== how.chosen) return desk.settledElsewhere ? desk : { shown, settledElsewhere: true };
  const [first = null] = open;
  return first === null && shown === null ? desk : { shown: first, settledElsewhere: false };
}

/** The conflict that lies before or behind the one shown; from the last it goes on with the first. */
export function movedConflict(open: readonly Conflict[], shown: Conflict | null, steps: 1 | -1): Conflict | null {
  const at = open.findIndex(({ id }) => id === shown?.id);
  if (at < 0) return open[0] ?? null;
  return open[(at + steps + open.length) % open.length] ?? null;
}

/** What a digit chooses; null for other keys and digits without a side. */
export function sideOfKey(key: string, conflict: Conflict): string | null {
  return /^[1-9]$/.test(key) ? (conflict.sides[Number(key) - 1]?.eventId ?? null) : null;
}

/** Changes whenever the digits come to mean something else. */
export function meaningOfKeys(conflict: Conflict): string {
  return [conflict.id, ...conflict.sides.map(({ eventId }) => eventId)].join(' ');
}
