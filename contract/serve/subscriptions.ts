import { feeds, isFeedName, type FeedName } from '../feeds.ts';
import type { MessageToClient, MessageToStation } from '../protocol.ts';
import type { Failure } from '#domain/outcome/outcome.ts';
import { createPositionPacker } from '../packed-positions.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { followLatest } from './follow-latest.ts';
import { followLog } from './follow-log.ts';
import { invalidInput } from './invalid-input.ts';
import type { LatestSource, LogSource, Service } from './serve.ts';
import type { Delivery, Subscription } from './subscription.ts';

/** Feeds that one port may follow at once. */
export const subscriptionsAllowed = 128;

type Subscribe = Extract<MessageToStation, { kind: 'subscribe' }>;
type UpdateMessage = Extract<MessageToClient, { kind: 'update' }>;

/** The feeds that one port follows. */
export function createSubscriptions(options: { service: Service; post: (message: MessageToClient) => void }): {
  subscribe(message: Subscribe): void;
  acknowledge(id: number, number: number): void;
  unsubscribe(id: number): void;
  stop(): void;
} {
  const { service, post } = options;
  const followed = new Map<number, { feed: FeedName; subscription: Subscription }>();
  const stopHealth = service.onHealth((feed) => {
    for (const each of followed.values()) if (each.feed === feed) each.subscription.healthChanged();
  });

  function end(id: number, { code, sentence }: Pick<Failure, 'code' | 'sentence'>): void {
    followed.delete(id);
    post({ kind: 'ended', id, code, sentence });
  }

  function failed(id: number, feed: FeedName, error: unknown): void {
    service.log.defect(`the feed ${feed} could not be read`, error);
    end(id, { code: 'defect', sentence: `The station cannot read ${feed} because of a fault of its own; the fault is in its log.` });
  }

  function unsubscribe(id: number): void {
    followed.get(id)?.subscription.stop();
    followed.delete(id);
  }

  function begin(feed: FeedName, parameters: unknown, message: Subscribe): Subscription {
    const pack = feed === 'positions' && message.packed === true ? createPositionPacker() : null;
    const common = {
      parameters,
      health: () => service.health(feed),
      now: service.now,
      send: (number: number, { update, cursor }: Delivery<UpdateMessage['update']>) => {
        const envelope = { kind: 'update', id: message.id, number, ...(cursor === undefined ? {} : { cursor }) } as const;
        if (pack && update.mode === 'latest') post({ ...envelope, update: { ...update, changed: [] }, packed: pack(update.changed as readonly UnitPosition[]) });
        else post({ ...envelope, update });
      },
      failed: (error: unknown) => failed(message.id, feed, error),
    };
    // The parameters were parsed by the schema of this very feed, and its mode tells which kind its source is.
    return feeds[feed].mode === 'latest'
      ? followLatest({ ...common, source: service.feeds[feed] as LatestSource<unknown> })
      : followLog({ ...common, source: service.feeds[feed] as LogSource<unknown>, from: message });
  }

  return {
    subscribe(message) {
      const { id, feed } = message;
      unsubscribe(id);
      if (!isFeedName(feed)) return end(id, { code: 'unknown-feed', sentence: `The station knows no feed "${feed}".` });
      if (followed.size >= subscriptionsAllowed) {
        return end(id, { code: 'busy', sentence: `This window follows ${subscriptionsAllowed} feeds already.` });
      }
      const parameters = feeds[feed].parameters.safeParse(message.parameters);
      if (!parameters.success) return end(id, invalidInput(feed, parameters.error));
      try {
        const subscription = begin(feed, parameters.data, message);
        followed.set(id, { feed, subscription });
        subscription.wake();
      } catch (error) {
        failed(id, feed, error);
      }
    },
    acknowledge: (id, number) => followed.get(id)?.subscription.acknowledge(number),
    unsubscribe,
    stop() {
      stopHealth();
      for (const { subscription } of followed.values()) subscription.stop();
      followed.clear();
    },
  };
}
