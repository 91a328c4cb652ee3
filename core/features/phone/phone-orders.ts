import type { PhoneOrder, PhoneOrderEntry } from '#contract/records/phone-orders.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '../../clock.ts';

type Waiting = { readonly seq: number; readonly phone: string; readonly entry: PhoneOrderEntry; settle(outcome: Outcome<Record<string, never>>): void };

/** A host that has not done it by then is not believed to do it any more; it may take the SIP server that long to say no. */
const doneWithinMs = 8_000;

/** Orders on their way to the phone hosts. They live in memory only: what a person asked for a while ago must not happen later. */
export function createPhoneOrders(clock: Clock) {
  const waiting = new Map<string, Waiting>();
  const listeners = new Set<() => void>();
  // Above every number of the core before this one.
  let seq = clock.now();
  return {
    /** Resolves with what the host answers; a host that does not is a failure of its own. */
    ask(phone: string, order: PhoneOrder): Promise<Outcome<Record<string, never>>> {
      seq += 1;
      const id = `${phone}/${seq}`;
      return new Promise((resolve) => {
        const settle = (outcome: Outcome<Record<string, never>>): void => {
          stop();
          waiting.delete(id);
          resolve(outcome);
        };
        const stop = clock.after(doneWithinMs, () => settle(failure('phone-silent', 'The phone of this seat has not done it in time.')));
        waiting.set(id, { seq, phone, entry: { id, order }, settle });
        for (const listener of listeners) listener();
      });
    },
    /** What a host answered; an order that is no longer waited for is none. */
    done(phone: string, orderId: string, refusal: { code: string; sentence: string } | null): void {
      const order = waiting.get(orderId);
      if (order?.phone === phone) order.settle(refusal === null ? success({}) : failure(refusal.code, refusal.sentence));
    },
    /** The host is another one: what the one before has not answered, it will not. */
    dropAll(phone: string): void {
      for (const order of [...waiting.values()]) if (order.phone === phone) order.settle(failure('phone-away', 'The phone of this seat has started anew; try again.'));
    },
    feed: {
      read: ({ phone }: { phone: string }, afterSeq: number, limit: number) =>
        [...waiting.values()].filter((order) => order.phone === phone && order.seq > afterSeq).slice(0, limit).map((order) => ({ seq: order.seq, item: order.entry })),
      lastSeq: () => seq,
      subscribe(_parameters: unknown, onMore: () => void) {
        listeners.add(onMore);
        return () => listeners.delete(onMore);
      },
    },
  };
}

export type PhoneOrders = ReturnType<typeof createPhoneOrders>;
