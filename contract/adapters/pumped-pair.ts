import type { Port } from '../port.ts';
import { createPortInbox } from './port-inbox.ts';

export type PumpedPair = {
  /** The end of the window. */
  readonly client: Port;
  /** The end of core. */
  readonly station: Port;
  /** Delivers the oldest message that is on the way to an end; false when there is none. */
  pump(to: 'client' | 'station'): boolean;
  /** Delivers until nothing is on the way and returns how many it were. */
  pumpAll(): number;
  /** Loses what is on the way and ends both ends. */
  cut(): void;
};

/** Two ports that deliver only when told to: for tests that decide what arrives when, and what never does. */
export function pumpedPair(): PumpedPair {
  const ends = { client: createPortInbox(), station: createPortInbox() };
  const onTheWay: Record<'client' | 'station', string[]> = { client: [], station: [] };

  function cut(): void {
    onTheWay.client = [];
    onTheWay.station = [];
    ends.client.end();
    ends.station.end();
  }

  function portOf(own: 'client' | 'station', other: 'client' | 'station'): Port {
    return {
      post(message) {
        // As text, like the poorest carrier: what is no plain data shows in a test.
        if (!ends[own].hasEnded()) onTheWay[other].push(JSON.stringify(message));
      },
      onMessage: ends[own].onMessage,
      onClose: ends[own].onClose,
      close: cut,
    };
  }

  function pump(to: 'client' | 'station'): boolean {
    const message = onTheWay[to].shift();
    if (message === undefined) return false;
    ends[to].receive(JSON.parse(message));
    return true;
  }

  return {
    client: portOf('client', 'station'),
    station: portOf('station', 'client'),
    pump,
    pumpAll() {
      let pumped = 0;
      while (pump('station') || pump('client')) pumped += 1;
      return pumped;
    },
    cut,
  };
}
