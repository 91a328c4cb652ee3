import type { Failure, Outcome } from '#domain/outcome/outcome.ts';
import { failure } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createBell } from './bell.ts';

const answerWithinMs = 8_000;
const longestPatienceMs = 32_000;
/** Attempts are never closer than this. */
const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;
/** The pause between attempts is this part of the time since central was lost, so that it doubles as the outage does. */
const pausePart = 1 / 8;
/** A break that is over so soon is not shown. */
const graceMs = 3_000;
/** Asking again soon does not help against these. */
const refusals: ReadonlySet<string> = new Set(['not-enrolled', 'revoked']);

/**
 * Whether central answers. One loop tries when it does not (`mayTry`); the others wait (`untilUp`). Attempts are spread by chance and
 * at least a second apart.
 */
export type Contact = ReturnType<typeof createContact>;

export function createContact(options: {
  clock: Clock;
  /** Counts milliseconds whatever is done to the clock. */
  steadyMs: () => number;
  /** 0 to 1, for spreading the attempts. */
  random: () => number;
  log: Log;
  /** Epoch milliseconds since when central has been gone, as remembered from before a restart. */
  lostAtMs: number | null;
  onChange: () => void;
}) {
  const { clock, steadyMs, random, log } = options;
  const changed = createBell(clock);
  let isUp = false;
  let wasUp = false;
  let closed = false;
  let fault: Failure | null = null;
  let patienceMs = answerWithinMs;
  let attemptedAt = -shortestPauseMs;
  let nextAttemptAt = 0;
  let heardAt = steadyMs();
  let heardAtMs: number | null = options.lostAtMs;
  let lostAtMs: number | null = options.lostAtMs;
  let stopGrace: () => void = () => undefined;

  const isPlain = (): boolean => steadyMs() - heardAt >= graceMs || (options.lostAtMs !== null && heardAtMs === options.lostAtMs);
  const tell = (): void => {
    changed.ring();
    options.onChange();
  };

  return {
    isUp: () => isUp,
    /** True once central answered since this station was started. */
    wasUp: () => wasUp,
    /** Why central does not answer, once it has been gone for longer than a moment. */
    fault: (): Failure | null => (!isUp && isPlain() ? fault : null),
    /** Since when central has not answered, epoch milliseconds; null while it does, and in the first moment after. */
    lostAtMs: (): number | null => (!isUp && fault !== null && isPlain() ? lostAtMs : null),
    heardAtMs: (): number | null => heardAtMs,
    /** Resolves when the next attempt may be made; false when it was closed meanwhile. */
    async mayTry(): Promise<boolean> {
      while (!closed && nextAttemptAt > steadyMs()) await changed.wait(nextAttemptAt - steadyMs());
      attemptedAt = steadyMs();
      return !closed;
    },
    async untilUp(): Promise<boolean> {
      while (!closed && !isUp) await changed.rung();
      return !closed;
    },
    /** Resolves at the next change of anything here. */
    changed: () => changed.rung(),
    /** The network is back or central was heard of: the next attempt is made as soon as it may be. */
    hurry(): void {
      if (isUp) return;
      nextAttemptAt = attemptedAt + shortestPauseMs;
      changed.ring();
    },
    answered(): void {
      heardAt = steadyMs();
      heardAtMs = clock.now();
      patienceMs = answerWithinMs;
      if (isUp) return;
      isUp = true;
      wasUp = true;
      fault = null;
      lostAtMs = null;
      stopGrace();
      log.info('central answers');
      tell();
    },
    lost(why: Failure): void {
      if (closed) return;
      if (isUp || lostAtMs === null) {
        lostAtMs = heardAtMs ?? clock.now();
        stopGrace = clock.after(graceMs, options.onChange);
        log.warn('central does not answer', { code: why.code, reason: why.sentence });
      }
      isUp = false;
      fault = why;
      const sinceMs = steadyMs() - heardAt;
      const pauseMs = refusals.has(why.code) ? longestPauseMs : Math.min(longestPauseMs, Math.max(shortestPauseMs, sinceMs * pausePart));
      nextAttemptAt = Math.max(attemptedAt + shortestPauseMs, steadyMs() + pauseMs * (0.75 + random() / 2));
      tell();
    },
    /** Asks central; no answer in time counts as lost. `extraMs` is what central may hold the answer back. */
    call<Value>(ask: () => Promise<Outcome<Value>>, extraMs = 0): Promise<Outcome<Value>> {
      const limitMs = patienceMs + extraMs;
      return new Promise((resolve) => {
        const stopTimer = clock.after(limitMs, () => {
          // A line so slow that this was not enough gets longer, once it is shown as lost.
          patienceMs = Math.min(longestPatienceMs, limitMs * 2);
          resolve(failure('no-central', `Central did not answer within ${Math.round(limitMs / 1000)} s.`));
        });
        const settle = (outcome: Outcome<Value>): void => {
          stopTimer();
          resolve(outcome);
        };
        ask().then(settle, (error: unknown) => {
          log.defect('asking central failed', error);
          settle(failure('no-central', 'Asking central failed; the log says why.'));
        });
      });
    },
    close(): void {
      closed = true;
      stopGrace();
      changed.ring();
    },
  };
}
