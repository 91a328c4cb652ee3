import type { Profile } from '#contract/profile.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { Link } from '#domain/links/link.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { connectBroker, type BrokerConnection, type PublishOptions } from './broker-connection.ts';
import { openDirectSource } from './direct-source.ts';
import { planSource } from './source-plan.ts';
import { createSourceTally, type SourceTally } from './source-tally.ts';
import { createTopicRouter, matchesTopicFilter, widestTopicFilters } from './topic-filter.ts';

export type Sources = {
  /** Every broker (`broker:ID`) and every source (by its id), in the order of the profile. */
  links(): readonly Link[];
  /** At QoS 1 the promise resolves with the broker's confirmation. A failure means: not confirmed, it may or may not have arrived. */
  publish(brokerId: string, topic: string, payload: string | Uint8Array, options: PublishOptions): Promise<Outcome<void>>;
  /** True while messages can be published there. */
  isLive(brokerId: string): boolean;
  /** What a source makes of a message that came another way; undefined where the profile has no such source. */
  decode(sourceId: string, message: Message): Decoded | undefined;
  /** Called each time a broker can be published to again. Returns the stop. */
  onLive(listener: (brokerId: string) => void): () => void;
  /** Closes every connection. What was not stored by then comes again at the next start. */
  close(): Promise<void>;
};

const tickMs = 1_000;

type Broker = {
  readonly id: string;
  readonly connection: BrokerConnection;
  readonly tallies: readonly SourceTally[];
  readonly talliesOf: (topic: string) => readonly SourceTally[];
  wasUp: boolean;
  messages: number;
  lastHeardAtMs: number | null;
};

/**
 * All brokers and sources of a profile: one connection per broker, each message to the decoder of every source whose topics it
 * matches, and the health of all of them. `deliver` gets what a decoder made of a message; the broker keeps the message until
 * `stored` was called. Neither callback is called before this function has returned.
 */
export function createSources(options: {
  profile: Profile;
  /** Unique for the station; the id of the broker is added. */
  clientId: string;
  readSecret: (name: string) => string | undefined;
  clock: Clock;
  log: Log;
  deliver: (sourceId: string, message: Message, decoded: Decoded, stored: () => void) => void;
  /** Called when a state changed, and at most once a second when only counts did. */
  onLinks: () => void;
  /** What is heard at one broker beside the sources. */
  tap?: { readonly broker: string | undefined; readonly filters: readonly string[]; take(topic: string, payload: Uint8Array): void };
}): Sources {
  const { profile, clock, log, tap } = options;
  const tapped = (brokerId: string): readonly string[] => (tap?.broker === brokerId ? tap.filters : []);
  const listeners = new Set<(brokerId: string) => void>();
  const tallies = profile.sources.map((source) => createSourceTally(planSource(source, profile), clock));

  const receive = (broker: Broker, message: Message, stored: () => void): void => {
    broker.messages += 1;
    broker.lastHeardAtMs = message.receivedAtMs;
    if (tapped(broker.id).some((filter) => matchesTopicFilter(filter, message.topic))) tap?.take(message.topic, message.payload);
    const matching = broker.talliesOf(message.topic);
    let left = matching.length;
    const oneStored = (): void => {
      left -= 1;
      if (left === 0) stored();
    };
    if (left === 0) stored();
    for (const tally of matching) {
      const decoded = decodeSafely(tally, message, log);
      tally.hear(message, decoded);
      options.deliver(tally.plan.id, message, decoded, oneStored);
    }
    if (judge(broker, matching)) options.onLinks();
  };

  const judge = (broker: Broker, judged: readonly SourceTally[] = broker.tallies): boolean =>
    judged.map((tally) => tally.judge(broker.connection.healthOf(tally.plan.filters))).includes(true);

  const brokers: Broker[] = profile.brokers.map((settings) => {
    const own = tallies.filter((tally) => tally.plan.broker === settings.id);
    const filters = widestTopicFilters([...own.flatMap((tally) => tally.plan.filters), ...tapped(settings.id)]);
    const broker: Broker = {
      id: settings.id,
      tallies: own,
      talliesOf: createTopicRouter(own.map((tally) => [tally.plan.filters, tally] as const)),
      wasUp: false,
      messages: 0,
      lastHeardAtMs: null,
      connection: connectBroker({
        settings,
        clientId: `${options.clientId}-${settings.id}`,
        filters,
        readSecret: options.readSecret,
        clock,
        log,
        receive: (message, stored) => receive(broker, message, stored),
        onHealth() {
          judge(broker);
          options.onLinks();
          const isUp = broker.connection.isUp();
          if (!isUp) for (const tally of own) tally.lostBroker();
          if (isUp && !broker.wasUp) for (const listener of listeners) listener(broker.id);
          broker.wasUp = isUp;
        },
      }),
    };
    return broker;
  });
  const directSources = tallies.flatMap((tally) => {
    const source = openDirectSource({
      tally,
      clock,
      log,
      readSecret: options.readSecret,
      decode: (message) => decodeSafely(tally, message, log),
      deliver: (message, decoded) => options.deliver(tally.plan.id, message, decoded, () => undefined),
      onHealth(direct) {
        if (direct.health().state !== 'live') tally.lostBroker();
        if (tally.judge(direct.health())) options.onLinks();
      },
    });
    return source ? [source] : [];
  });
  const brokerOf = (id: string): Broker | undefined => brokers.find((broker) => broker.id === id);

  const probe = (broker: Broker): void => {
    if (!broker.connection.isUp()) return;
    for (const tally of broker.tallies) {
      const topic = tally.probeNow();
      if (topic === null) continue;
      broker.connection.publish(topic, 'status', { qos: 0, retain: false }).catch((error: unknown) => log.defect('asking a radio host failed', error));
    }
  };

  let shownCounts = 0;
  const stopTick = clock.every(tickMs, () => {
    brokers.forEach(probe);
    const changed = [...brokers.map((broker) => judge(broker)), ...directSources.map(({ tally, health }) => tally.judge(health()))].includes(true);
    const counts = tallies.reduce((sum, tally) => sum + tally.link().messages, 0);
    if (changed || counts !== shownCounts) options.onLinks();
    shownCounts = counts;
  });

  return {
    links: () => [
      ...brokers.map((broker): Link => {
        const settings = profile.brokers.find((each) => each.id === broker.id);
        return {
          ...broker.connection.health(),
          id: `broker:${broker.id}`,
          kind: 'broker',
          name: settings ? new URL(settings.url).host : broker.id,
          lastHeardAtMs: broker.lastHeardAtMs,
          messages: broker.messages,
          rejected: broker.tallies.reduce((sum, tally) => sum + tally.link().rejected, 0),
          waiting: 0,
        };
      }),
      ...tallies.map((tally) => tally.link()),
    ],
    publish: (brokerId, topic, payload, publishOptions) =>
      brokerOf(brokerId)?.connection.publish(topic, payload, publishOptions) ??
      Promise.resolve(failure('broker-unknown', `The profile has no broker "${brokerId}".`)),
    decode(sourceId, message) {
      const tally = tallies.find(({ plan }) => plan.id === sourceId);
      return tally && decodeSafely(tally, message, log);
    },
    isLive: (brokerId) => brokerOf(brokerId)?.connection.isUp() ?? false,
    onLive(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopTick();
      listeners.clear();
      await Promise.all([...brokers.map((broker) => broker.connection.close()), ...directSources.map((source) => source.close())]);
    },
  };
}

/** A decoder that throws is a defect of ours; the message is kept for looking at, like any that cannot be read. */
function decodeSafely(tally: SourceTally, message: Message, log: Log): Decoded {
  try {
    return tally.plan.decode(message);
  } catch (error) {
    log.defect(`the decoder of ${tally.plan.id} failed`, error);
    return { ok: false, reason: `defect of the decoder: ${error instanceof Error ? error.message : String(error)}` };
  }
}
