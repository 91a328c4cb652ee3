import { actSchema } from '#contract/records/act-records.ts';
import type { SiteRun } from '#contract/sync/sync-messages.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import { unpackBatch, type EventBatch } from '#domain/sync/event-batch.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import type { IncomingEvent } from '../journal/take-up.ts';

/** The events of a batch, hashes computed. One whose act is not understood is kept without effect and holds nobody up. */
export function readBatch(batch: EventBatch): Outcome<readonly IncomingEvent[]> {
  const unpacked = unpackBatch(batch, journalEventHash);
  if (!unpacked.ok) return unpacked;
  return success(unpacked.value.map((event) => ({ event, dead: whyDead(event.act) })));
}

/** The same with central's word on places and on what has no effect. */
export function readRun({ batch, orders, dead }: SiteRun): Outcome<readonly IncomingEvent[]> {
  const read = readBatch(batch);
  if (!read.ok || (orders.length === 0 && dead.length === 0)) return read;
  const orderAt = new Map(orders);
  const deadAt = new Map(dead);
  return success(
    read.value.map(({ event, dead: unreadable }, index) => {
      const order = orderAt.get(index);
      return { event, ...(order === undefined ? {} : { order }), dead: deadAt.get(index) ?? unreadable };
    }),
  );
}

/** Why an act has no effect here; null when it is understood. */
export function whyDead(act: unknown): string | null {
  const parsed = actSchema.safeParse(act);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `not understood: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
