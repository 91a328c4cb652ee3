import { readFileSync } from 'node:fs';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { describeFault, type BrokerFault } from '../broker/broker-fault.ts';
import { retryDelayMs } from '../broker/retry-delay.ts';
import type { Judgement } from '../source-health.ts';
import { httpAsker, type Answer, type Ask } from './ask-http.ts';

/** One question to a program that may want to know first who asks; a fault where it does not let this station in. */
export type Look = (ask: Ask, path: string) => Promise<Answer | BrokerFault>;

export type Poller = {
  /** `late`: not asked yet, one question unanswered, or answers that cannot be read. `down`: it does not answer or lets nobody in. */
  health(): Judgement;
  close(): Promise<void>;
};

const everyMs = 1_000;
const usualPatienceMs = 4_000;
/** One lost question may be an accident. */
const downAfter = 2;

/**
 * Asks a program again and again how things stand: one round of all `paths` at a time, at most one a second. A program that does not answer is
 * asked less often, spread by chance; one that refuses, each 15 to 20 s.
 */
export function pollProgram(options: {
  url: string;
  paths: readonly string[];
  look: Look;
  /** PEM file, read anew for each round, so that a renewed one works at once. */
  authorityFile: string | null;
  mostBytes: number;
  clock: Clock;
  log: Log;
  /** False where the answer could not be read. */
  receive: (path: string, payload: Uint8Array) => boolean;
  /** Called after each change of `health`, never before this function has returned. */
  onHealth: () => void;
  /** 0 to 1, for spreading the attempts. */
  random?: () => number;
  /** How long one answer may take. */
  answerWithinMs?: number;
}): Poller {
  const { clock, log, url } = options;
  const random = options.random ?? Math.random;
  const where = new URL(url).host;
  const ending = new AbortController();
  let health: Judgement = { state: 'late', reason: `${where} is asked for the first time.` };
  let failures = 0;
  let underWay: Promise<void> = Promise.resolve();

  const setHealth = (state: Judgement['state'], reason: string | null): void => {
    if (ending.signal.aborted || (health.state === state && health.reason === reason)) return;
    health = { state, reason };
    options.onHealth();
  };

  /** Null when every answer came and could be read. */
  const round = async (): Promise<BrokerFault | null> => {
    const authority = options.authorityFile === null ? null : readFileSync(options.authorityFile);
    const ask = httpAsker({ url, authority, withinMs: options.answerWithinMs ?? usualPatienceMs, mostBytes: options.mostBytes, clock, signal: ending.signal });
    let unread = false;
    for (const path of options.paths) {
      const answer = await options.look(ask, path);
      if (ending.signal.aborted) return null;
      if ('kind' in answer) return answer;
      if (answer.status !== 200) return statusFault(where, path, answer);
      if (!options.receive(path, answer.body)) unread = true;
    }
    return unread ? { kind: 'unread', sentence: `${where} answers in a form that is not known.` } : null;
  };

  const again = (startedAtMs: number, fault: BrokerFault | null): void => {
    if (ending.signal.aborted) return;
    failures = fault === null ? 0 : failures + 1;
    const tookMs = clock.now() - startedAtMs;
    const waitMs = fault === null ? Math.max(0, everyMs - tookMs) : retryDelayMs(fault.kind, failures, tookMs, random());
    stopTimer = clock.after(waitMs, begin);
    if (fault === null) setHealth('live', null);
    else {
      if (failures === 1) log.warn('a program does not tell how it stands', { url: where, reason: fault.sentence });
      setHealth(fault.kind !== 'unread' && (fault.kind === 'refused' || failures >= downAfter) ? 'down' : 'late', fault.sentence);
    }
  };

  const begin = (): void => {
    const startedAtMs = clock.now();
    underWay = round()
      .catch((error: unknown): BrokerFault => faultOf(error, where))
      .then((fault) => again(startedAtMs, fault));
  };
  let stopTimer = clock.after(0, begin);

  return {
    health: () => health,
    async close() {
      ending.abort();
      stopTimer();
      await underWay;
    },
  };
}

function faultOf(error: unknown, where: string): BrokerFault {
  if (error instanceof Error && 'path' in error) return { kind: 'refused', sentence: `The file ${String(error.path)} cannot be read.` };
  return describeFault(error, where);
}

/** An answer without what was asked for, in its own words where it has any. */
function statusFault(where: string, path: string, { status, body }: Answer): BrokerFault {
  const text = new TextDecoder().decode(body.subarray(0, 1_000));
  const said = cleanForeignText(/"(?:msg|message)"\s*:\s*"([^"\\]{1,80})"/.exec(text)?.[1] ?? '', 80);
  const sentence = `${where} answers ${status} to /${path}${said === '' ? '' : ` (${said})`}.`;
  return { kind: status >= 500 || status === 429 ? 'broken' : 'refused', sentence };
}
