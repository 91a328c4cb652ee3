import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome } from '#domain/outcome/outcome.ts';

/** What a thread does. `look` throws once nobody wants the answer any more; long work calls it now and then. */
export type ThreadWork = {
  answer(input: unknown, look: () => void): Outcome<unknown>;
  /** Something to know that wants no answer. */
  hear(news: unknown): void;
  /** A short piece of work for a moment when nobody waits; false when there is nothing to do. */
  prepare(): boolean;
};

export type ToThread = { readonly kind: 'ask'; readonly number: number; readonly input: unknown } | { readonly kind: 'tell'; readonly news: unknown };
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly number: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'given-up'; readonly number: number }
  | { readonly kind: 'defect'; readonly number: number; readonly message: string };

export type ThreadData = { readonly given: unknown; /** The number of the question that nobody wants any more. */ readonly givenUp: Int32Array };

class GivenUp extends Error {}

/** Answers questions of the thread that started this one, one after the other. `begin` gets what was given at the start. */
export function serveThread(begin: (given: unknown) => ThreadWork): void {
  const port = parentPort;
  if (!port) throw new Error('This file is the code of a thread; it is not started by itself.');
  const { given, givenUp } = workerData as ThreadData;
  const post = (message: FromThread): void => port.postMessage(message);
  const work = begin(given);
  // Whoever is told nothing is only asked now and then: what it might need next is not made ready.
  let wasTold = false;
  let isPreparing = false;
  const prepareWhenIdle = (): void => {
    if (isPreparing || !wasTold) return;
    isPreparing = true;
    setImmediate(() => {
      isPreparing = false;
      if (work.prepare()) prepareWhenIdle();
    });
  };
  port.on('message', (message: ToThread) => {
    if (message.kind === 'tell') {
      wasTold = true;
      work.hear(message.news);
    } else answer(message);
    prepareWhenIdle();
  });
  post({ kind: 'ready' });

  function answer({ number, input }: Extract<ToThread, { kind: 'ask' }>): void {
    const look = (): void => {
      if (Atomics.load(givenUp, 0) === number) throw new GivenUp();
    };
    try {
      look();
      post({ kind: 'answer', number, outcome: work.answer(input, look) });
    } catch (error) {
      if (error instanceof GivenUp) post({ kind: 'given-up', number });
      else post({ kind: 'defect', number, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}
