import type { MessageToStation } from '../protocol.ts';
import { failure, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { ClientClock } from './connection.ts';

type Pending = {
  readonly message: Extract<MessageToStation, { kind: 'ask' }>;
  readonly answer: Promise<Outcome<unknown>>;
  readonly settle: (outcome: Outcome<unknown>) => void;
  /** Whether a station may have heard it, now or when it was asked before. */
  wasSent: boolean;
};

const fatesRemembered = 1_000;

/**
 * Questions on their way. One that has no answer yet is put again, under the same request id, to every new port until its
 * time is up; core does an act of a request id once, however often it hears it.
 */
export function createAsking(options: { clock: ClientClock; isLive: () => boolean; post: (message: MessageToStation) => void }): {
  ask(name: string, input: unknown, requestId: string, timeoutMs: number): Promise<Outcome<unknown>>;
  answered(requestId: string, outcome: Outcome<unknown>): void;
  /** A port is live: everything that waits goes out, in the order it was asked. */
  sendAll(): void;
  failAll(reason: Failure): void;
} {
  const { clock } = options;
  const pending = new Map<string, Pending>();
  /** Given up on without knowing what became of them: asked again, they are still more than something never sent. */
  const fateUnknown = new Set<string>();

  function send(ask: Pending): void {
    ask.wasSent = true;
    options.post(ask.message);
  }

  function outOfTime(ask: Pending, timeoutMs: number): Failure {
    const seconds = `${timeoutMs / 1000} s`;
    if (!ask.wasSent) return failure('no-station', `The station was away for ${seconds}; nothing was done.`);
    fateUnknown.add(ask.message.requestId);
    const [oldest] = fateUnknown;
    if (fateUnknown.size > fatesRemembered && oldest !== undefined) fateUnknown.delete(oldest);
    return failure('no-answer', `The station has not answered within ${seconds}; whether it was done is not known.`);
  }

  return {
    ask(name, input, requestId, timeoutMs) {
      const same = pending.get(requestId);
      if (same?.message.name === name) return same.answer;
      if (same) return Promise.resolve(failure('request-id-taken', `The request id of an open ${same.message.name} was used again.`));
      const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
      const stopTimer = clock.after(timeoutMs, () => ask.settle(outOfTime(ask, timeoutMs)));
      const ask: Pending = {
        message: { kind: 'ask', requestId, name, input },
        answer: promise,
        settle(outcome) {
          pending.delete(requestId);
          stopTimer();
          resolve(outcome);
        },
        wasSent: fateUnknown.has(requestId),
      };
      pending.set(requestId, ask);
      if (options.isLive()) send(ask);
      return promise;
    },
    answered(requestId, outcome) {
      fateUnknown.delete(requestId);
      pending.get(requestId)?.settle(outcome);
    },
    sendAll() {
      for (const ask of pending.values()) send(ask);
    },
    failAll(reason) {
      for (const ask of [...pending.values()]) ask.settle(reason);
    },
  };
}
