import { Worker } from 'node:worker_threads';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Link } from '#domain/links/link.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { FromThread, ThreadData, ThreadWork, ToThread } from './serve-thread.ts';

/** A file beside the entry points of core, in the source tree and in the bundle alike. */
export function threadFile(name: string): URL {
  return import.meta.url.endsWith('.ts') ? new URL(`../${name}.ts`, import.meta.url) : new URL(`./${name}.mjs`, import.meta.url);
}

export type Thread = {
  /**
   * Asks and waits. Of two questions with one `key` only the later is answered, the earlier fails with `superseded`. Fails with `thread-ended` where the
   * thread ended twice over the question, `busy` where too many wait, and `closing`.
   */
  ask(input: unknown, key: string): Promise<Outcome<unknown>>;
  /** Tells something that it should know from now on, also after it was started again. */
  tell(news: unknown): void;
  isReady(): boolean;
  /** Null while all is well: that it ended lately, and why it is down. */
  trouble(): Pick<Link, 'state' | 'sinceMs' | 'reason'> | null;
  check(): DoctorReport['checks'][number];
  close(): Promise<void>;
};

type Question = { readonly number: number; readonly key: string; readonly input: unknown; readonly resolve: (outcome: Outcome<unknown>) => void; ended: number };

const mostWaiting = 64;
const restartAfterMs = [0, 500, 2_000, 8_000];
/** A thread that ended so often and never was ready does not run on this computer. */
const hopelessEnds = 3;
/** So long after an end it is still shown, and the next one counts as another in a row. */
const shownForMs = 600_000;

/**
 * A thread beside core's own that answers questions, one at a time, and is started again when it ends. It is started with the first question, or by
 * `tell`, and looked after from then on: `changed` is called when `trouble` may say something else. `begin` is what its file does: where no thread can be
 * started it works here, slow but there.
 */
export function createThread(options: { name: string; file: URL; begin: (given: never) => ThreadWork; given: unknown; clock: Clock; log: Log; changed: () => void }): Thread {
  const { name, clock, log } = options;
  const givenUp = new Int32Array(new SharedArrayBuffer(4));
  const waiting: Question[] = [];
  let current: Question | null = null;
  let worker: Worker | null = null;
  let isReady = false;
  let wasReady = false;
  let here: ThreadWork | null = null;
  let latestNews: { readonly news: unknown } | null = null;
  let numbers = 0;
  let ends: { readonly atMs: number; readonly why: string }[] = [];
  let isClosing = false;
  let stopWaiting: (() => void) | null = null;

  const recentEnds = (): typeof ends => (ends = ends.filter(({ atMs }) => Math.abs(clock.now() - atMs) < shownForMs));
  const post = (message: ToThread): void => worker?.postMessage(message);

  function start(): void {
    if (worker || here || isClosing || stopWaiting) return;
    const data: ThreadData = { given: options.given, givenUp };
    const started = new Worker(options.file, { workerData: data, name, execArgv: [] });
    let why = 'it ended by itself';
    worker = started;
    started.on('message', (message: FromThread) => hear(message));
    started.on('error', (error) => (why = error instanceof Error ? error.message : String(error)));
    started.on('exit', () => worker === started && ended(why));
    if (latestNews) post({ kind: 'tell', news: latestNews.news });
  }

  function ended(why: string): void {
    worker = null;
    isReady = false;
    if (isClosing) return;
    log.warn(`the thread ${name} ended and is started again`, { why });
    const afterMs = restartAfterMs[Math.min(recentEnds().length, restartAfterMs.length - 1)] ?? 0;
    ends.push({ atMs: clock.now(), why });
    if (current) {
      current.ended += 1;
      if (current.ended < 2) waiting.unshift(current);
      else current.resolve(failure('thread-ended', `The part of the program that answers this (${name}) ended unexpectedly and is started again. Ask again.`));
      current = null;
    }
    options.changed();
    if (!wasReady && ends.length >= hopelessEnds) {
      here = options.begin(options.given as never);
      isReady = true;
      if (latestNews) here.hear(latestNews.news);
      return next();
    }
    const again = (): void => {
      stopWaiting = null;
      start();
    };
    if (afterMs === 0) again();
    else stopWaiting = clock.after(afterMs, again);
  }

  function hear(message: FromThread): void {
    if (message.kind === 'ready') {
      isReady = true;
      wasReady = true;
      options.changed();
      return next();
    }
    const asked = current;
    if (!asked || asked.number !== message.number) return;
    current = null;
    if (message.kind === 'answer') asked.resolve(message.outcome);
    else if (message.kind === 'given-up') asked.resolve(superseded());
    else {
      log.defect(`${name} failed`, new Error(message.message));
      asked.resolve(failure('defect', 'The station could not do this because of a fault of its own; the fault is in its log.'));
    }
    next();
  }

  function next(): void {
    if (current || !isReady) return;
    current = waiting.shift() ?? null;
    if (current && here) {
      const asked = current;
      current = null;
      asked.resolve(here.answer(asked.input, () => undefined));
      next();
    } else if (current) post({ kind: 'ask', number: current.number, input: current.input });
  }

  return {
    ask(input, key) {
      if (isClosing) return Promise.resolve(failure('closing', 'The station is being closed.'));
      const older = waiting.findIndex((each) => each.key === key);
      if (older >= 0) waiting.splice(older, 1)[0]?.resolve(superseded());
      if (current?.key === key) Atomics.store(givenUp, 0, current.number);
      if (waiting.length >= mostWaiting) return Promise.resolve(failure('busy', `${mostWaiting} questions wait for ${name} already.`));
      return new Promise((resolve) => {
        numbers = (numbers + 1) % 0x7fff_ffff;
        waiting.push({ number: numbers, key, input, resolve, ended: 0 });
        start();
        next();
      });
    },
    tell(news) {
      latestNews = { news };
      if (here) here.hear(news);
      else if (worker) post({ kind: 'tell', news });
      else start();
    },
    isReady: () => isReady,
    trouble() {
      const last = recentEnds().at(-1);
      if (!last) return null;
      const reason = `The thread ${name} ended unexpectedly (${last.why})`;
      if (here) return { state: 'late', sinceMs: last.atMs, reason: `${reason} and cannot be started here: its work is done by the station's main thread, which is slow.` };
      return isReady ? { state: 'late', sinceMs: last.atMs, reason: `${reason} and was started again.` } : { state: 'down', sinceMs: last.atMs, reason: `${reason} and is being started again.` };
    },
    check() {
      const trouble = this.trouble();
      if (trouble) return { name, state: trouble.state === 'down' ? 'fault' : 'warning', finding: trouble.reason ?? '', remedy: 'Its log says more. Where it ends again and again, start the station again and report it.' };
      return { name, state: 'ok', finding: isReady ? 'answers in a thread of its own' : 'not asked yet', remedy: null };
    },
    async close() {
      isClosing = true;
      stopWaiting?.();
      for (const each of [...(current ? [current] : []), ...waiting.splice(0)]) each.resolve(failure('closing', 'The station is being closed.'));
      current = null;
      await worker?.terminate();
    },
  };
}

function superseded(): Outcome<never> {
  return failure('superseded', 'The same was asked again meanwhile; that answer counts.');
}
