/** A store that announces the time at every full period, with one timer for all readers and none without readers. */
export function createTicker(periodMs: number, nowMs: () => number): { get(): number; subscribe(listener: () => void): () => void } {
  const atPeriod = (): number => Math.floor(nowMs() / periodMs) * periodMs;
  let shownMs = atPeriod();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const wait = (): void => {
    timer = setTimeout(tick, periodMs - (nowMs() % periodMs));
  };
  const tick = (): void => {
    shownMs = atPeriod();
    wait();
    for (const listener of listeners) listener();
  };
  return {
    get: () => shownMs,
    subscribe(listener) {
      listeners.add(listener);
      if (timer === null) {
        shownMs = atPeriod();
        wait();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearTimeout(timer);
        timer = null;
      };
    },
  };
}
