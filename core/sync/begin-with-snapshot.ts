import { createHash } from 'node:crypto';
import type { HistoryAnswer, SiteCursor, SnapshotAnswer } from '#contract/sync/sync-messages.ts';
import { canonicalJson } from '#domain/journal/canonical-json.ts';
import type { EntityReference } from '#domain/journal/act.ts';
import type { IncomingEvent } from '../journal/take-up.ts';
import { createPieceSize } from './piece-size.ts';
import { readRun } from './read-run.ts';
import type { SyncParts } from './sync-parts.ts';

/** A site with fewer events is fetched whole; that is as quick and needs no second pass. */
const worthSnapshot = 2_000;
/** Older events are written so many at once; whoever works here is served in between. */
const sliceEvents = 500;

/**
 * How a new station begins: with the folded states, the newest first, page by page, so that it can be worked with after the first page.
 * The events behind the snapshot come by pulling; the older ones are fetched when nothing more urgent is to be done. Each page is
 * kept with the place of the next one, so that a crash repeats one page at most.
 */
export function createBeginning(parts: SyncParts & { onBegun: (asOf: SiteCursor, ownSeq: number) => void }) {
  const { central, contact, syncStore, journal, store, clock, steadyMs } = parts;
  const pageSize = createPieceSize({ start: 200, smallest: 20, largest: 5_000 }, parts.time.roundTripMs);
  const historySize = createPieceSize({ start: 500, smallest: 20, largest: 2_000 }, parts.time.roundTripMs);

  const damaged = (what: string): void => {
    contact.lost({ ok: false, code: 'no-central', sentence: `${what} came damaged from central; it is asked for again.` });
  };

  const page = async (before: number | null): Promise<SnapshotAnswer | undefined> => {
    const askedAt = steadyMs();
    const limit = pageSize.next();
    const asked = await contact.call(() => central.snapshot({ before, limit }));
    if (!asked.ok) {
      pageSize.failed();
      contact.lost(asked);
      return undefined;
    }
    contact.answered();
    pageSize.measured(limit, steadyMs() - askedAt);
    if (sha256(asked.value.entities) === asked.value.checksum) return asked.value;
    damaged('A page of the snapshot');
    return undefined;
  };

  const install = (answer: SnapshotAnswer, heads: boolean, also: () => void): void => {
    const entities = answer.entities.map((each) => ({ ...each, entity: each.entity as EntityReference }));
    journal.installSnapshot(entities, new Map(heads ? Object.entries(answer.heads) : []), also);
  };

  const firstPage = async (): Promise<void> => {
    const answer = await page(null);
    if (!answer) return;
    if (answer.asOf.seq < worthSnapshot) {
      syncStore.setCursor({ seq: 0, hash: '0'.repeat(64) });
      return;
    }
    install(answer, true, () => {
      syncStore.setCursor(answer.asOf);
      syncStore.setBeginning({ asOf: answer.asOf, pagesBefore: answer.next, historyFrom: answer.asOf.seq + 1 });
    });
    parts.onBegun(answer.asOf, answer.heads[parts.station]?.seq ?? 0);
  };

  const nextPage = async (before: number): Promise<void> => {
    const answer = await page(before);
    const beginning = syncStore.beginning();
    if (!answer || !beginning) return;
    install(answer, false, () => syncStore.setBeginning({ ...beginning, pagesBefore: answer.next }));
  };

  const readAll = ({ runs }: HistoryAnswer): readonly IncomingEvent[] | undefined => {
    const events: IncomingEvent[] = [];
    for (const run of runs) {
      const read = readRun(run);
      if (!read.ok) return undefined;
      events.push(...read.value);
    }
    return events;
  };

  const olderEvents = async (historyFrom: number): Promise<void> => {
    if (historyFrom <= 1) {
      journal.historyComplete();
      syncStore.setBeginning(null);
      parts.changed();
      return;
    }
    const askedAt = steadyMs();
    const limit = historySize.next();
    const asked = await contact.call(() => central.history({ before: historyFrom, limit }));
    if (!asked.ok) {
      historySize.failed();
      contact.lost(asked);
      return;
    }
    contact.answered();
    historySize.measured(limit, steadyMs() - askedAt);
    const events = sha256(asked.value.runs) === asked.value.checksum ? readAll(asked.value) : undefined;
    if (!events) return damaged('A piece of the history');
    // The newest slice first, so that what is here never has a hole.
    let left = events.length;
    for (; left > sliceEvents; left -= sliceEvents) {
      journal.addHistory(events.slice(left - sliceEvents, left));
      await new Promise<void>((resolve) => void clock.after(0, resolve));
    }
    const beginning = syncStore.beginning();
    if (!beginning) return;
    journal.addHistory(events.slice(0, left), () => syncStore.setBeginning({ ...beginning, historyFrom: asked.value.next }));
    parts.changed();
  };

  /** A station that holds nothing of anybody yet. */
  const isNew = (): boolean => syncStore.cursor() === null && store.heads().size === 0;

  return {
    /** True until the first page is here or it is clear that none is needed. */
    isNew,
    firstPage,
    /** One more piece; false when nothing is left to be fetched. */
    async step(): Promise<boolean> {
      const beginning = syncStore.beginning();
      if (!beginning) return false;
      if (beginning.pagesBefore !== null) await nextPage(beginning.pagesBefore);
      else await olderEvents(beginning.historyFrom);
      return true;
    },
    progress(): { readonly fetched: number; readonly total: number } | null {
      const beginning = syncStore.beginning();
      return beginning && { fetched: beginning.asOf.seq - beginning.historyFrom + 1, total: beginning.asOf.seq };
    },
  };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
