import type { LatestUpdate } from '../feeds.ts';
import type { Health } from '#domain/links/link.ts';
import type { LatestSource } from './serve.ts';
import { createSubscription, isSameHealth, type Delivery, type Subscription } from './subscription.ts';

/**
 * A latest feed for one reader: everything once, then what changed. While an update is on the way only the keys of
 * what changes are kept, so a slow reader skips values and costs no more memory than there are keys.
 */
export function followLatest<Item, Parameters>(options: {
  source: LatestSource<Item, Parameters>;
  parameters: Parameters;
  health: () => Health;
  now: () => number;
  send: (number: number, delivery: Delivery<LatestUpdate<Item>>) => void;
  failed: (error: unknown) => void;
}): Subscription {
  const { source, parameters } = options;
  const dirty = new Set<string>();
  let told: Health | null = null;

  function next(healthMayDiffer: boolean): Delivery<LatestUpdate<Item>> | null {
    if (told && dirty.size === 0 && !healthMayDiffer) return null;
    const health = options.health();
    if (told && dirty.size === 0 && isSameHealth(told, health)) return null;
    const snapshot = told === null;
    const changed: Item[] = [];
    const removed: string[] = [];
    for (const key of snapshot ? source.keys(parameters) : dirty) {
      const item = source.read(key);
      if (item !== undefined) changed.push(item);
      else if (!snapshot) removed.push(key);
    }
    dirty.clear();
    told = health;
    return { update: { mode: 'latest', snapshot, changed, removed, asOfMs: options.now(), health } };
  }

  const stopSource = source.subscribe(parameters, (keys) => {
    if (told) for (const key of keys) dirty.add(key);
    subscription.wake();
  });
  const subscription = createSubscription({ next, send: options.send, failed: options.failed, stopSource });
  return subscription;
}
