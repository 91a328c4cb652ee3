import type { Clock } from '../clock.ts';

/** What loops wait for: that somebody rings, or that some time has passed. */
export type Bell = {
  ring(): void;
  /** Resolves at the next ring. */
  rung(): Promise<void>;
  /** Resolves at the next ring or after so many milliseconds, whichever comes first. */
  wait(ms: number): Promise<void>;
};

export function createBell(clock: Pick<Clock, 'after'>): Bell {
  let next = deferred();
  return {
    ring() {
      const rung = next;
      next = deferred();
      rung.resolve();
    },
    rung: () => next.promise,
    async wait(ms) {
      const passed = deferred();
      const stopTimer = clock.after(ms, passed.resolve);
      await Promise.race([next.promise, passed.promise]);
      stopTimer();
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  return Promise.withResolvers<void>();
}
