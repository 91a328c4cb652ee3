import type { Port } from '../port.ts';

/** What carries the messages of one port. */
export type Carrier = {
  /** See `Port`. */
  readonly carriesArrays?: boolean;
  send(message: unknown): void;
  close(): void;
  /** The port has a listener now; a carrier that keeps messages until then may let them go. */
  start?(): void;
};

export type CarriedPort = {
  readonly port: Port;
  /** Hands a message that arrived to the port's listener. */
  receive(message: unknown): void;
  /** The carrier is gone. */
  end(): void;
};

/** What all ports have in common, whatever carries them: early messages are kept, the end is told once, sending never throws. */
export function carriedPort(carrier: Carrier, onFault: (fault: string) => void): CarriedPort {
  let listener: ((message: unknown) => void) | null = null;
  let closeListener: (() => void) | null = null;
  let early: unknown[] = [];
  let hasEnded = false;

  function end(): void {
    if (hasEnded) return;
    hasEnded = true;
    closeListener?.();
  }

  return {
    receive(message) {
      if (hasEnded) return;
      if (listener) listener(message);
      else early.push(message);
    },
    end,
    port: {
      carriesArrays: carrier.carriesArrays ?? false,
      post(message) {
        if (hasEnded) return;
        try {
          carrier.send(message);
        } catch (error) {
          onFault(`a message could not be sent: ${String(error)}`);
        }
      },
      onMessage(next) {
        listener = next;
        const kept = early;
        early = [];
        for (const message of kept) next(message);
        carrier.start?.();
      },
      onClose(next) {
        closeListener = next;
        if (hasEnded) next();
      },
      close() {
        if (hasEnded) return;
        carrier.close();
        end();
      },
    },
  };
}

/** For callers that have nowhere to report to; a message that is lost shows as a question without an answer. */
export function ignoreFault(): void {}
