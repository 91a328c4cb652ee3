import type { CoreAway } from '#contract/window-port.ts';

/** Restarts come after half a second, two and eight; then every eight. */
const restartDelaysMs = [500, 2000, 8000] as const;
/** A core that was up this long has earned a fresh count of restarts. */
const wellAfterMs = 60_000;
/** Ticks come each second. A core that is up owes a pong to each; one that starts may have a large database to migrate. */
const silentTicksAllowed = { up: 5, starting: 120 };
/** What only a person can mend is tried again for most of a minute: an older core may still be on its way out. */
const fatalTries = 8;
const askedAgainAfterMs = 10_000;

export type Supervision = {
  readonly phase: 'starting' | 'up' | 'waiting' | 'given-up';
  /** Restarts since core was last well. */
  readonly attempt: number;
  /** When the phase began, on a clock that never jumps. */
  readonly sinceMs: number;
  /** Ticks without a sign of life. Counted instead of timed: a computer that slept did not lose its core. */
  readonly silentTicks: number;
  /** Why core cannot run here, in core's own words; null when it simply went. */
  readonly sentence: string | null;
};

export type CoreEvent =
  | { readonly kind: 'ready' | 'pong' | 'tick' | 'exited' | 'due' | 'wanted' }
  | { readonly kind: 'fatal'; readonly sentence: string };

export type CoreOrder = 'start' | 'ping' | 'kill' | 'stop' | 'hand-over' | { readonly startAfterMs: number } | null;

export function beginSupervision(nowMs: number): Supervision {
  return { phase: 'starting', attempt: 0, sinceMs: nowMs, silentTicks: 0, sentence: null };
}

/** What to do next with a core process after what was just heard of it. */
export function superviseCore(now: Supervision, event: CoreEvent, nowMs: number): { next: Supervision; order: CoreOrder } {
  switch (event.kind) {
    case 'ready':
      return { next: { ...now, phase: 'up', sinceMs: nowMs, silentTicks: 0, sentence: null }, order: 'hand-over' };
    case 'pong':
      return { next: { ...now, silentTicks: 0 }, order: null };
    case 'tick':
      return tick(now);
    case 'fatal':
      return { next: { ...now, sentence: event.sentence }, order: 'stop' };
    case 'exited':
      return exited(now, nowMs);
    case 'due':
      return now.phase === 'waiting' ? startAgain(now, nowMs) : { next: now, order: null };
    case 'wanted':
      return now.phase === 'given-up' && nowMs - now.sinceMs >= askedAgainAfterMs ? startAgain(now, nowMs) : { next: now, order: null };
  }
}

function tick(now: Supervision): { next: Supervision; order: CoreOrder } {
  if (now.phase !== 'up' && now.phase !== 'starting') return { next: now, order: null };
  const isSilent = now.silentTicks >= silentTicksAllowed[now.phase];
  return { next: { ...now, silentTicks: now.silentTicks + 1 }, order: isSilent ? 'kill' : now.phase === 'up' ? 'ping' : null };
}

function exited(now: Supervision, nowMs: number): { next: Supervision; order: CoreOrder } {
  const wasWell = now.phase === 'up' && nowMs - now.sinceMs >= wellAfterMs;
  const attempt = wasWell ? 1 : now.attempt + 1;
  const isGivenUp = now.sentence !== null && attempt > fatalTries;
  const next: Supervision = { ...now, phase: isGivenUp ? 'given-up' : 'waiting', attempt, sinceMs: nowMs, silentTicks: 0 };
  return { next, order: isGivenUp ? null : { startAfterMs: restartDelaysMs[attempt - 1] ?? restartDelaysMs[2] } };
}

function startAgain(now: Supervision, nowMs: number): { next: Supervision; order: CoreOrder } {
  return { next: { ...now, phase: 'starting', sinceMs: nowMs, silentTicks: 0 }, order: 'start' };
}

/** What windows are told; null while core is up. */
export function awayMessage({ phase, attempt, sentence }: Supervision): CoreAway | null {
  if (phase === 'up') return null;
  const state = sentence !== null ? 'fatal' : attempt === 0 ? 'starting' : 'restarting';
  return { kind: 'siaga-core', state, sentence, attempt };
}
