import type { Health } from '#domain/links/link.ts';

/** One feed on its way to one reader. */
export type Subscription = {
  /** Looks whether there is something to send. */
  wake(): void;
  /** The health of the feed's sources may have changed. */
  healthChanged(): void;
  /** The reader is done with an update; other numbers than the one on the way are ignored. */
  acknowledge(number: number): void;
  stop(): void;
};

export type Delivery<Update> = { readonly update: Update; readonly cursor?: number };

/**
 * Keeps at most one update on the way: `next` is asked for one when the reader is free and something woke the
 * subscription, and answers null when there is nothing. A `next` that throws ends the subscription.
 */
export function createSubscription<Update>(options: {
  /** `mayDiffer` is true when the health has to be looked at since it may no longer be the one told last. */
  next: (mayDiffer: boolean) => Delivery<Update> | null;
  send: (number: number, delivery: Delivery<Update>) => void;
  failed: (error: unknown) => void;
  stopSource: () => void;
}): Subscription {
  let number = 0;
  let isOnTheWay = false;
  let isStopped = false;
  let healthMayDiffer = false;

  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    options.stopSource();
  }

  function wake(): void {
    if (isStopped || isOnTheWay) return;
    let delivery: Delivery<Update> | null;
    try {
      delivery = options.next(healthMayDiffer);
      healthMayDiffer = false;
    } catch (error) {
      stop();
      return options.failed(error);
    }
    if (delivery === null) return;
    number += 1;
    isOnTheWay = true;
    options.send(number, delivery);
  }

  return {
    wake,
    healthChanged() {
      healthMayDiffer = true;
      wake();
    },
    acknowledge(acknowledged) {
      if (!isOnTheWay || acknowledged !== number) return;
      isOnTheWay = false;
      wake();
    },
    stop,
  };
}

/** What is off has no beginning worth telling. */
export function isSameHealth(one: Health, other: Health): boolean {
  if (one.state !== other.state || one.reason !== other.reason) return false;
  return other.state === 'off' || one.sinceMs === other.sinceMs;
}
