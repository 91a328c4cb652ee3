/** What the phone at a seat hears on the line of one call. `level` is the loudness now, 0 to 1; `voice` means that somebody speaks. */
export type LineFact =
  | { readonly kind: 'level'; readonly level: number; readonly atMs: number }
  | { readonly kind: 'voice'; readonly atMs: number }
  | { readonly kind: 'digit'; readonly digit: string; readonly atMs: number };

/** What was heard of a caller since the answer. Times are epoch milliseconds. */
export type SilentCaller = {
  readonly answeredAtMs: number;
  readonly level: number;
  readonly voiceAtMs: number | null;
  /** The newest last. */
  readonly digits: readonly string[];
  /** Until then no ghost call can be closed: somebody gave a sign. */
  readonly lockedUntilMs: number;
  /** The card for a caller who cannot speak. It stays open until the call is left. */
  readonly isCardOpen: boolean;
};

const lockMs = 3_000;
/** So long nobody has spoken when the prompt appears. */
const silentFromMs = 3_000;
const digitsKept = 12;

export function newlyAnswered(answeredAtMs: number): SilentCaller {
  return { answeredAtMs, level: 0, voiceAtMs: null, digits: [], lockedUntilMs: 0, isCardOpen: false };
}

/** A digit opens the card at once; a voice does when it breaks a silence, because who speaks at once needs no card. Both lock the ghost key. */
export function hearLine(caller: SilentCaller, fact: LineFact): SilentCaller {
  switch (fact.kind) {
    case 'level':
      return { ...caller, level: Math.min(1, Math.max(0, fact.level)) };
    case 'voice':
      return { ...caller, voiceAtMs: fact.atMs, lockedUntilMs: lockedUntil(caller, fact.atMs), isCardOpen: caller.isCardOpen || isSilent(caller, fact.atMs) };
    case 'digit':
      return { ...caller, digits: [...caller.digits, fact.digit].slice(-digitsKept), lockedUntilMs: lockedUntil(caller, fact.atMs), isCardOpen: true };
  }
}

/** Nobody has spoken for a while: the operator is told to ask for a digit. */
export function isSilent(caller: SilentCaller, nowMs: number): boolean {
  return nowMs - (caller.voiceAtMs ?? caller.answeredAtMs) >= silentFromMs;
}

export function isGhostLocked(caller: SilentCaller, nowMs: number): boolean {
  return nowMs < caller.lockedUntilMs;
}

function lockedUntil(caller: SilentCaller, atMs: number): number {
  return Math.max(caller.lockedUntilMs, atMs + lockMs);
}
