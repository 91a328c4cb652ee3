import type { Profile } from '#contract/profile.ts';
import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { ChangedKeys } from '../feeds/station-feeds.ts';
import type { Stores } from '../stores.ts';
import type { HeardMessage, HeardStore } from './heard-store.ts';
import { createFactReceiver } from './receive-fact.ts';

/** What is worth telling to a station that was away. Positions grow old, and how a link stands is said anew all the time. */
const lasting: ReadonlySet<Fact['kind']> = new Set(['call', 'radio', 'sos']);

export type HeardHistory = {
  /** Keeps what this station heard itself. Runs in the intake's transaction. */
  keep(sourceId: string, message: Message, facts: readonly Fact[]): void;
  /** Takes up what others heard while this station was away; what it heard itself has no second effect. Runs in a transaction. */
  takeUp(messages: readonly HeardMessage[]): void;
  /** Nothing more is to come for now: overs whose end nobody heard are closed. Runs in a transaction. */
  end(): void;
};

/** The time this station was away, as the others heard it. Overs of the past never touch those that are on the air. */
export function createHeardHistory(options: {
  stores: Stores;
  heard: HeardStore;
  profile: Profile;
  decode: (sourceId: string, message: Message) => Decoded | undefined;
  changed: () => ChangedKeys;
  now: () => number;
}): HeardHistory {
  const { heard, profile, decode } = options;
  const receiver = createFactReceiver({ ...options, isHistory: true });
  return {
    keep(sourceId, { topic, payload, receivedAtMs }, facts) {
      if (profile.central && facts.some(({ kind }) => lasting.has(kind))) heard.keep({ sourceId, topic, payload, receivedAtMs }, false);
    },
    takeUp(messages) {
      for (const each of messages) {
        if (!heard.keep(each, true)) continue;
        const message: Message = { topic: each.topic, payload: each.payload, receivedAtMs: each.receivedAtMs, retained: false };
        const decoded = decode(each.sourceId, message);
        if (decoded?.ok) receiver.receive(decoded.facts.filter(({ kind }) => lasting.has(kind)), each.sourceId, message);
      }
    },
    end: () => receiver.closeUnended(profile.sources.map(({ id }) => id))?.(),
  };
}
