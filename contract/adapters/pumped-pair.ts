import type { Port } from '../port.ts';
import { carriedPort } from './carried-port.ts';

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
  const onTheWay: Record<'client' | 'station', string[]> = { client: [], station: [] };

  function endSendingTo(other: 'client' | 'station') {
    const unsendable = (fault: string): never => {
      throw new Error(fault);
    };
    // As text, like the poorest carrier: what is no plain data shows in a test.
    return carriedPort({ send: (message) => onTheWay[other].push(JSON.stringify(message)), close: cut }, unsendable);
  }
  const ends = { client: endSendingTo('station'), station: endSendingTo('client') };

  function cut(): void {
    onTheWay.client = [];
    onTheWay.station = [];
    ends.client.end();
    ends.station.end();
  }

  function pump(to: 'client' | 'station'): boolean {
    const message = onTheWay[to].shift();
    if (message === undefined) return false;
    ends[to].receive(JSON.parse(message));
    return true;
  }

  return {
    client: ends.client.port,
    station: ends.station.port,
    pump,
    pumpAll() {
      let pumped = 0;
      while (pump('station') || pump('client')) pumped += 1;
      return pumped;
    },
    cut,
  };
}
