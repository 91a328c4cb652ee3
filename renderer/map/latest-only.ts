/**
 * Hands values on one at a time: while one is on its way only the newest of the others waits, so nothing queues up
 * however fast they come. `send` may fail; the next value is sent all the same.
 */
export function latestOnly<Value>(
  send: (value: Value) => Promise<void>,
  onError: (error: unknown) => void,
): { offer(value: Value): void; stop(): void } {
  let waiting: { readonly value: Value } | null = null;
  let sending = false;
  let stopped = false;

  async function drain(): Promise<void> {
    sending = true;
    while (waiting !== null && !stopped) {
      const { value } = waiting;
      waiting = null;
      try {
        await send(value);
      } catch (error) {
        if (!stopped) onError(error);
      }
    }
    sending = false;
  }

  return {
    offer(value) {
      if (stopped) return;
      waiting = { value };
      if (!sending) void drain();
    },
    stop() {
      stopped = true;
      waiting = null;
    },
  };
}
