import type { Port } from '../port.ts';

/**
 * The receiving half of a port, the same for every carrier: keeps what comes before the first listener, hands on in order,
 * and tells of the end once.
 */
export function createPortInbox(): Pick<Port, 'onMessage' | 'onClose'> & {
  receive(message: unknown): void;
  /** The carrier is gone. Also ends the receiving: a closed port hands nothing on. */
  end(): void;
  hasEnded(): boolean;
} {
  let listener: ((message: unknown) => void) | null = null;
  let closeListener: (() => void) | null = null;
  let early: unknown[] = [];
  let hasEnded = false;
  return {
    receive(message) {
      if (hasEnded) return;
      if (listener) listener(message);
      else early.push(message);
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      closeListener?.();
    },
    hasEnded: () => hasEnded,
    onMessage(next) {
      listener = next;
      const kept = early;
      early = [];
      for (const message of kept) next(message);
    },
    onClose(next) {
      closeListener = next;
      if (hasEnded) next();
    },
  };
}
