import { siteStart, type PullAnswer, type SiteCursor, type SiteRun } from '#contract/sync/sync-messages.ts';
import { success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { inTransaction } from '../db/database.ts';
import type { IncomingEvent } from '../journal/take-up.ts';
import { createBell } from './bell.ts';
import { createPieceSize } from './piece-size.ts';
import { readRun } from './read-run.ts';
import type { SyncParts } from './sync-parts.ts';

/** With the patience for an answer this stays below the 10 s in which a dead line must show. */
const heldBackMs = 4_000;
const heldBackPatienceMs = 1_500;
const mostMarks = 63;
/** A transaction of this length is not felt by who works here. */
const sliceMs = 15;
const smallestSlice = 32;
const largestSlice = 1_000;
/** The place is written at least so often when nothing else has to be. */
const cursorStride = 500;
const refetchEveryMs = 3_600_000;
const lookAgainMs = 500;

type Entries = Extract<PullAnswer, { kind: 'entries' }>;
type Rewound = Extract<PullAnswer, { kind: 'rewound' }>;

/** Takes up everything behind this station's place in the site's order, and notices when central was restored to an older state. */
export function createEventPuller(parts: SyncParts & { onRewound: (answer: Rewound) => void; onOwn: (seq: number) => void }) {
  const { central, contact, time, syncStore, journal, store, clock, steadyMs, rate } = parts;
  const woken = createBell(clock);
  const size = createPieceSize({ start: 500, smallest: 20, largest: 5_000 }, time.roundTripMs);
  let cursor: SiteCursor = syncStore.cursor() ?? siteStart;
  let writtenSeq = cursor.seq;
  let headSeq = cursor.seq;
  let slice = 64;
  /** Own events are asked for until it is certain that none is missing here: the data folder may be an older copy. */
  let withOwn = true;
  let refetchedAt: number | null = null;
  let reason: Failure | null = null;
  let stopLook: (() => void) | null = null;

  const setReason = (next: Failure | null): void => {
    if (reason?.sentence === next?.sentence) return;
    reason = next;
    parts.changed();
  };

  const refetch = (): void => {
    if (refetchedAt !== null && steadyMs() - refetchedAt < refetchEveryMs) return;
    refetchedAt = steadyMs();
    withOwn = true;
    cursor = siteStart;
    parts.log.warn('events are missing; everything is fetched again', {});
  };

  const readAll = (runs: readonly SiteRun[]): Outcome<readonly IncomingEvent[]> => {
    const all: IncomingEvent[] = [];
    for (const run of runs) {
      const read = readRun(run);
      if (!read.ok) return read;
      all.push(...read.value);
    }
    return success(all);
  };

  const takeSlice = (events: readonly IncomingEvent[], moreFollows: boolean, also: () => void): void => {
    const startedAt = steadyMs();
    const taken = journal.takeUp(events, { fromCentral: true, nowMs: time.trustedNowMs(), moreFollows }, also);
    // What was here already may stand elsewhere in central's order: it was heard between seats first, or central was restored.
    if (taken.duplicates > 0) {
      inTransaction(parts.database, () => events.forEach(({ event, order }) => journal.restamp(event.station, event.seq, order ?? event.hlc)));
    }
    rate.add(taken.stored);
    const own = events.findLast(({ event }) => event.station === parts.station)?.event;
    if (own && store.atSeq(own.station, own.seq)?.event.hash === own.hash) parts.onOwn(own.seq);
    for (const { station, seq } of taken.forked) {
      syncStore.setAside(station, seq, 'chain-forked', clock.now(), events.find(({ event }) => event.station === station && event.seq === seq)?.event ?? {});
      parts.raise({ id: `sync:chain-forked:${station}:${seq}`, kind: 'audit', text: `Act ${seq} of ${station} is another one at central than here: two computers wrote as one station.` });
    }
    if (taken.gaps.length > 0) refetch();
    const tookMs = steadyMs() - startedAt;
    slice = Math.round(Math.min(largestSlice, Math.max(smallestSlice, (events.length * sliceMs) / Math.max(1, tookMs), slice / 2)));
  };

  const keepCursor = (next: SiteCursor, runs: readonly SiteRun[]): void => {
    syncStore.setCursor(next);
    writtenSeq = next.seq;
    for (const { batch } of runs) {
      if (batch.signature !== null) syncStore.keepSignature(batch.station, batch.firstSeq + batch.rows.length - 1, batch.signature);
    }
  };

  /** In slices: between them others get their turn. The place moves with the last one, so that a crash repeats what was not finished. */
  const takeEntries = async (answer: Entries): Promise<void> => {
    const read = readAll(answer.runs);
    if (!read.ok) {
      parts.raise({ id: `sync:${read.code}:${cursor.seq}`, kind: 'audit', text: `What central sent cannot be taken up: ${read.sentence}` });
      contact.lost(read);
      return;
    }
    const before = cursor;
    for (let from = 0; from < read.value.length; ) {
      const to = Math.min(read.value.length, from + slice);
      const isLast = to === read.value.length;
      takeSlice(read.value.slice(from, to), !isLast, () => {
        if (isLast) keepCursor(answer.next, answer.runs);
      });
      from = to;
      if (!isLast) await new Promise<void>((resolve) => void clock.after(0, resolve));
    }
    if (read.value.length === 0 && answer.next.seq - writtenSeq >= cursorStride) keepCursor(answer.next, []);
    // Unless it was set back meanwhile.
    if (cursor === before) cursor = answer.next;
    headSeq = answer.head.seq;
    if (cursor.seq >= headSeq && cursor === answer.next) withOwn = false;
    setReason(null);
    parts.changed();
  };

  const rewind = (answer: Rewound): void => {
    cursor = answer.common;
    headSeq = answer.head.seq;
    writtenSeq = cursor.seq;
    withOwn = true;
    parts.onRewound(answer);
  };

  /** One question; comes back early, without its answer, when central was lost meanwhile or said that there is more. */
  const step = async (): Promise<void> => {
    if (!contact.isUp() && !(await contact.mayTry())) return;
    const isProbe = !contact.isUp();
    const waitMs = isProbe || cursor.seq < headSeq ? 0 : heldBackMs;
    const marks = [cursor, ...syncStore.marks().filter(({ seq }) => seq < cursor.seq)].slice(0, mostMarks);
    const askedAt = steadyMs();
    const limit = size.next();
    const asking = contact.call(() => central.pull({ marks, limit, waitMs, withOwn }), waitMs === 0 ? 0 : heldBackPatienceMs);
    const interrupted = Promise.race([woken.rung(), ...(isProbe ? [] : [contact.changed()])]).then(() => null);
    const answer = await (waitMs === 0 ? asking : Promise.race([asking, interrupted]));
    if (answer === null) return;
    if (!answer.ok) {
      size.failed();
      if (answer.code === 'central-refused') setReason(answer);
      contact.lost(answer);
      return;
    }
    contact.answered();
    const tookMs = steadyMs() - askedAt;
    const isEmpty = answer.value.kind === 'entries' && answer.value.runs.length === 0;
    time.measured(answer.value.nowMs, askedAt, isEmpty && tookMs >= waitMs ? waitMs : 0);
    if (answer.value.kind === 'rewound') return rewind(answer.value);
    if (waitMs === 0 && !isEmpty) size.measured(answer.value.runs.reduce((sum, { batch }) => sum + batch.rows.length, 0), tookMs);
    await takeEntries(answer.value);
  };

  return {
    step,
    /** Central has events up to this place in its order. */
    heardOfMore(seq: number): void {
      if (!contact.isUp()) return contact.hurry();
      // The question that is being held brings it; asked anew only where it does not.
      stopLook ??= clock.after(lookAgainMs, () => {
        stopLook = null;
        if (seq <= cursor.seq) return;
        // The next question is not held, so nothing calls it back before its answer, however long that takes.
        headSeq = Math.max(headSeq, seq);
        woken.ring();
      });
    },
    /** Comes back from a question that is being held. */
    wake: () => woken.ring(),
    /** Central holds own events that are not here. */
    fetchOwn(): void {
      withOwn = true;
      refetch();
      woken.ring();
    },
    /** Begins behind the place of a snapshot. */
    beginAt(place: SiteCursor): void {
      cursor = place;
      writtenSeq = place.seq;
      headSeq = Math.max(headSeq, place.seq);
    },
    toFetch: (): number => Math.max(0, headSeq - cursor.seq),
    isBehind: (): boolean => cursor.seq < headSeq,
    reason: (): Failure | null => reason,
    /** Writes where it stands. */
    close(): void {
      stopLook?.();
      if (cursor.seq > writtenSeq) syncStore.setCursor(cursor);
    },
  };
}
