import type { Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { OutgoingStore } from './outgoing-store.ts';

export type Publish = (topic: string, payload: string) => Promise<Outcome<void>>;

/**
 * Sends waiting messages one at a time, in order. A message leaves the store only on the broker's acknowledgement, so a
 * crash in between sends it again with the same id, by which receivers know it.
 */
export function createOutgoingPump(options: {
  store: OutgoingStore;
  publish: Publish;
  isLive: () => boolean;
  clock: Clock;
  log: Log;
  onSent: () => void;
}): { wake(): void; close(): Promise<void> } {
  const { store, publish, isLive, clock, log } = options;
  let running: Promise<void> | null = null;
  let closed = false;
  let stopRetry: (() => void) | null = null;

  const run = async (): Promise<void> => {
    for (;;) {
      const next = closed || !isLive() ? undefined : store.first();
      if (!next) return;
      const sent = await publish(next.topic, next.payload);
      if (!sent.ok) {
        log.warn('a message waits for the broker', { id: next.id, code: sent.code });
        return;
      }
      store.remove(next.seq);
      options.onSent();
    }
  };
  const wake = (): void => {
    if (running || closed) return;
    stopRetry?.();
    stopRetry = null;
    running = run()
      .catch((error: unknown) => log.defect('the outgoing pump stopped', error))
      .finally(() => {
        running = null;
        if (!closed && isLive() && store.first()) stopRetry = clock.after(1_000, wake);
      });
  };
  return {
    wake,
    /** Resolves when nothing is in flight any more; the broker connections must be closed first. */
    async close() {
      closed = true;
      stopRetry?.();
      await running;
    },
  };
}
