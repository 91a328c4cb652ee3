import type { PushAnswer } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { chainHeadText, packBatch, type EventBatch } from '#domain/sync/event-batch.ts';
import { failure, type Failure } from '#domain/outcome/outcome.ts';
import { inTransaction } from '../db/database.ts';
import { createBell } from './bell.ts';
import { createPieceSize } from './piece-size.ts';
import type { SyncParts } from './sync-parts.ts';

const stuckPauseMs = 5_000;
const longestStuckPauseMs = 60_000;
/** So many events are read or crossed off at once; whoever works here is served in between. */
const sliceEvents = 250;

/** Own events that were read while central was at work on those before. */
type Ahead = { readonly after: number; readonly events: Promise<readonly JournalEvent[]> };

/**
 * Sends this station's own events in order, and what a restored central lacks of others. An event is sent until central says that it
 * holds it; sent twice it has no second effect.
 */
export function createEventPusher(parts: SyncParts & { onMissingOwn: () => void }) {
  const { central, contact, time, syncStore, journal, store, outbox, clock, steadyMs, site, station, rate } = parts;
  const more = createBell(clock);
  const size = createPieceSize({ start: 500, smallest: 1, largest: 2_000 }, time.roundTripMs);
  let acknowledged = outbox.acknowledged();
  let stuckMs = 0;
  let reason: Failure | null = null;
  let isBusy = false;
  let ahead: Ahead | null = null;

  const breath = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve));

  const readSlices = async (from: string, after: number, limit: number): Promise<readonly JournalEvent[]> => {
    const events: JournalEvent[] = [];
    for (;;) {
      const wanted = Math.min(sliceEvents, limit - events.length);
      const slice = store.wholeOfStation(from, after + events.length, wanted);
      events.push(...slice.map(({ event }) => event));
      if (slice.length < wanted || events.length === limit) return events;
      await breath();
    }
  };

  /** The next own events, as they were read ahead where they still are the next; no more of them than the line carries by now. */
  const nextOwn = async (): Promise<readonly JournalEvent[]> => {
    const read = ahead?.after === acknowledged ? ahead.events : readSlices(station, acknowledged, size.next());
    ahead = null;
    return (await read).slice(0, size.next());
  };
  const readAhead = (after: number): void => {
    if (after >= (store.head(station)?.seq ?? 0)) return;
    const events = readSlices(station, after, size.next());
    // What is wrong with them is told when it is their turn.
    events.catch(() => undefined);
    ahead = { after, events };
  };

  const toSend = (): number => Math.max(0, (store.head(station)?.seq ?? 0) - acknowledged);

  const acknowledge = (seq: number): void => {
    if (seq === acknowledged) return;
    acknowledged = seq;
    outbox.acknowledge(seq);
  };

  /** Forward in slices too; back at once, where central holds less than before. */
  const acknowledgeUpTo = async (seq: number): Promise<void> => {
    if (seq <= acknowledged) return acknowledge(seq);
    while (acknowledged < seq) {
      const reached = Math.min(seq, acknowledged + sliceEvents);
      acknowledge(reached);
      if (reached < seq) await breath();
      // Central was found to be restored meanwhile.
      if (acknowledged < reached) return;
    }
  };

  const setReason = (next: Failure | null): void => {
    stuckMs = next === null ? 0 : Math.min(longestStuckPauseMs, Math.max(stuckPauseMs, stuckMs * 2));
    if (reason?.sentence === next?.sentence) return;
    reason = next;
    parts.changed();
  };

  const refuse = ({ station: refused, firstSeq, code, sentence }: PushAnswer['refused'][number], batch: EventBatch): void => {
    const kind = code.startsWith('clock') ? 'clock' : 'audit';
    syncStore.setAside(refused, firstSeq, code, clock.now(), { sentence, lastHash: batch.lastHash });
    parts.raise({ id: `sync:${code}:${refused}:${firstSeq}`, kind, text: `Central does not take acts of ${refused} from number ${firstSeq} on: ${sentence}` });
    parts.log.warn('central refused events', { station: refused, firstSeq, code, sentence });
  };

  const keepAnswer = (answer: PushAnswer): void => {
    inTransaction(parts.database, () => {
      outbox.keepReceipts(answer.receipts);
      for (const { station, seq, order } of answer.restamped) journal.restamp(station, seq, order);
    });
    const [first] = answer.restamped;
    if (!first) return;
    parts.raise({
      id: `sync:restamped:${first.station}:${first.seq}`,
      kind: 'clock',
      text: `The clock of ${first.station} was ahead: central gave ${answer.restamped.length} of its acts the time at which they arrived.`,
    });
  };

  /** One request with one batch; undefined when central was lost or did not take it at all. */
  const send = async (events: readonly JournalEvent[], signature: string | null): Promise<PushAnswer | undefined> => {
    const batch = packBatch(events, signature);
    const askedAt = steadyMs();
    const asked = await contact.call(() => central.push({ batches: [batch] }));
    if (!asked.ok) {
      size.failed();
      if (asked.code !== 'central-refused') contact.lost(asked);
      else {
        if (events.length === 1) refuse({ station: batch.station, firstSeq: batch.firstSeq, code: asked.code, sentence: asked.sentence }, batch);
        setReason(asked);
      }
      return undefined;
    }
    contact.answered();
    time.measured(asked.value.nowMs, askedAt, 0);
    size.measured(events.length, steadyMs() - askedAt);
    keepAnswer(asked.value);
    for (const refused of asked.value.refused) refuse(refused, batch);
    return asked.value;
  };

  const pushOwn = async (): Promise<void> => {
    const after = acknowledged;
    const events = await nextOwn();
    if (acknowledged !== after) return;
    const last = events.at(-1);
    if (!last || events[0]?.seq !== acknowledged + 1) {
      parts.onMissingOwn();
      return setReason(failure('own-acts-missing', 'Acts of this station are missing here; they are being fetched from central.'));
    }
    const sending = send(events, parts.sign?.(chainHeadText(site, station, last.seq, last.hash)) ?? null);
    readAhead(last.seq);
    const answer = await sending;
    if (!answer) return;
    const held = answer.heads[station] ?? { seq: 0, hash: '' };
    const ownHead = store.head(station)?.seq ?? 0;
    const [refused] = answer.refused;
    if (held.seq > ownHead) {
      // This station lost acts that central has: they come back before it goes on.
      parts.onMissingOwn();
      setReason(failure('own-acts-missing', `Central holds acts of this station up to number ${held.seq}, which are not here; they are being fetched.`));
      return;
    }
    const isSame = held.seq === 0 || store.atSeq(station, held.seq)?.event.hash === held.hash;
    const before = acknowledged;
    if (isSame) await acknowledgeUpTo(held.seq);
    rate.add(Math.max(0, acknowledged - before));
    // Further back than before: central was restored. Then what follows is sent again.
    if (isSame && acknowledged !== before) setReason(null);
    else setReason(failure('acts-not-taken', refused?.sentence ?? 'Central did not take the newest acts of this station.'));
    parts.changed();
  };

  /** One batch of another station that a restored central lacks, up to an event over which that station's signature is known. */
  const giveBack = async (lacking: string, after: number): Promise<void> => {
    const plan = { ...syncStore.toGiveBack() };
    const give = store.wholeOfStation(lacking, after, size.next()).map(({ event }) => event);
    const signed = give.length > 0 ? syncStore.signatureWithin(lacking, after + 1, give.at(-1)?.seq ?? after) : undefined;
    const events = signed ? give.filter(({ seq }) => seq <= signed.seq) : give;
    const last = events.at(-1);
    const end = (): void => {
      delete plan[lacking];
      syncStore.setToGiveBack(plan);
    };
    // Older events that are still being fetched are not here to be given.
    if (!last || events[0]?.seq !== after + 1) return end();
    const answer = await send(events, signed?.signature ?? null);
    if (!answer) return;
    const held = answer.heads[lacking]?.seq ?? 0;
    if (held <= after) return end();
    const given = Math.max(0, Math.min(held, last.seq) - after);
    const restored = syncStore.restored();
    inTransaction(parts.database, () => {
      if (restored) syncStore.setRestored({ ...restored, events: restored.events + given });
      if (held >= (store.head(lacking)?.seq ?? 0)) end();
      else syncStore.setToGiveBack({ ...plan, [lacking]: held });
    });
    parts.changed();
  };

  const step = async (): Promise<void> => {
    const [lacking] = Object.entries(syncStore.toGiveBack());
    const hasOwn = toSend() > 0;
    isBusy = hasOwn || lacking !== undefined;
    if (!isBusy) return more.rung();
    if (!(await contact.untilUp())) return;
    if (hasOwn) await pushOwn();
    else if (lacking) await giveBack(...lacking);
    if (reason !== null) await more.wait(stuckMs);
  };

  return {
    step,
    wake: () => more.ring(),
    toSend,
    /** True while acts wait to be sent. */
    isBusy: (): boolean => isBusy,
    reason: (): Failure | null => reason,
    oldestUnsentAtMs: (): number | null => (toSend() > 0 ? (store.atSeq(station, acknowledged + 1)?.event.atMs ?? null) : null),
    /** Central holds this station's acts up to here: one of them came back. */
    heldByCentral(seq: number): void {
      if (seq > acknowledged) acknowledge(seq);
    },
    /** What a restored central holds of this station. */
    restart(seq: number): void {
      acknowledge(Math.min(seq, acknowledged));
      more.ring();
    },
  };
}
