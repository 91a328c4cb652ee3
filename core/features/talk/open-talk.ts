import type { Profile } from '#contract/profile.ts';
import { consoleSource } from '#domain/radio/console-transmission.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Stores } from '../../stores.ts';
import { createFloors, type Floors } from './floors.ts';

/** The floors of a station over its stores and its site's broker. */
export function openTalk(options: {
  profile: Profile;
  stores: Pick<Stores, 'transmissions'>;
  clock: Clock;
  log: Log;
  /** Runs work in a transaction of its own; false when the disk would not take it. */
  keep: (work: () => void) => boolean;
  /** The site's broker; what it cannot take now is not told later. */
  broker: () => { isLive(): boolean; publish(topic: string, payload: string): Promise<unknown> };
}): Floors {
  const { profile, clock, log } = options;
  const { transmissions } = options.stores;
  const startedAtMs = clock.now();
  const startedMs = performance.now();
  const open = (): readonly Transmission[] => transmissions.recent(clock.now()).filter(({ endedAtMs }) => endedAtMs === null);
  return createFloors({
    site: profile.site.id,
    station: profile.station.id,
    talkgroups: profile.talkgroups.map(({ id }) => id),
    clock,
    // Whole milliseconds: what is spoken stands in tables of integers.
    steadyMs: () => startedAtMs + Math.round(performance.now() - startedMs),
    heardOn(talkgroup) {
      const over = open().find((each) => each.talkgroup === talkgroup && each.kind === 'voice' && !each.signalGone && each.sourceId !== consoleSource);
      return over ? { name: over.alias, radioId: over.radioId } : null;
    },
    keepTransmission(transmission) {
      if (options.keep(() => transmissions.keep(transmission, clock.now()))) transmissions.feed.announce();
    },
    openTransmissions: open,
    publish(topic, payload) {
      const broker = options.broker();
      if (broker.isLive()) broker.publish(topic, payload).catch((error: unknown) => log.defect('telling who speaks failed', error));
    },
  });
}

type Tap = { readonly filters: readonly string[]; take(topic: string, payload: Uint8Array): void };

/** What is heard at the site's broker beside the sources: the acts of the seats, and who of them speaks. */
export function besideTheSeats(seats: Tap, floors: Floors): Tap {
  return {
    filters: [...seats.filters, ...floors.filters],
    take(topic, payload) {
      if (floors.hears(topic)) floors.hear(topic, payload);
      else seats.take(topic, payload);
    },
  };
}
