import type { LogUpdate } from '../feeds.ts';
import type { Health } from '#domain/links/link.ts';
import type { LogSource } from './serve.ts';
import { createSubscription, isSameHealth, type Delivery, type Subscription } from './subscription.ts';
import { tailStart } from './tail-start.ts';

/** Entries in one update. */
const batchEntries = 200;

/**
 * A log feed for one reader: a cursor that walks over the source. Nothing is kept here; what the reader has not taken
 * yet stays where it is stored.
 */
export function followLog<Item, Parameters>(options: {
  source: LogSource<Item, Parameters>;
  parameters: Parameters;
  from: { readonly after?: number | undefined; readonly tail?: number | undefined };
  health: () => Health;
  now: () => number;
  send: (number: number, delivery: Delivery<LogUpdate<Item>>) => void;
  failed: (error: unknown) => void;
}): Subscription {
  const { source, parameters, from } = options;
  let cursor: number | null = null;
  let mayHaveMore = true;
  let told: { readonly health: Health; readonly caughtUp: boolean } | null = null;

  function start(): number {
    // A reader that saw more than there is has read another data folder; it goes on at this one's end.
    if (from.after !== undefined) return Math.min(from.after, source.lastSeq(parameters));
    return from.tail === undefined ? 0 : tailStart(source, parameters, from.tail);
  }

  function next(healthMayDiffer: boolean): Delivery<LogUpdate<Item>> | null {
    if (told && !mayHaveMore && !healthMayDiffer) return null;
    const health = options.health();
    const after = cursor ?? start();
    const entries = mayHaveMore ? source.read(parameters, after, batchEntries) : [];
    const reached = entries.at(-1)?.seq ?? after;
    cursor = reached;
    mayHaveMore = entries.length >= batchEntries;
    const caughtUp = !mayHaveMore || source.lastSeq(parameters) <= reached;
    const isNews = entries.length > 0 || !told || told.caughtUp !== caughtUp || (healthMayDiffer && !isSameHealth(told.health, health));
    if (!isNews) return null;
    told = { health, caughtUp };
    return { update: { mode: 'log', entries, caughtUp, asOfMs: options.now(), health }, cursor: reached };
  }

  const stopSource = source.subscribe(parameters, () => {
    mayHaveMore = true;
    subscription.wake();
  });
  const subscription = createSubscription({ next, send: options.send, failed: options.failed, stopSource });
  return subscription;
}
