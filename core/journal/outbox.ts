import { receiptSchema, type Receipt } from '#contract/sync/sync-messages.ts';
import { canonicalJson } from '#domain/journal/canonical-json.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { inLooseTransaction, inTransaction, type Database } from '../db/database.ts';
import { replaceOutbox } from '../db/attach-outbox.ts';
import type { ChainHead, JournalStore } from './journal-store.ts';
import type { Decided, OutgoingMessage } from './own-acts.ts';

export type Outbox = {
  /** Writes what a request decided; runs in the transaction of the act. */
  keep(decided: Decided): void;
  /** Up to where central has acknowledged this station's own events. */
  acknowledged(): number;
  /** Central has this station's events up to here. */
  acknowledge(uptoSeq: number): void;
  keepReceipts(receipts: readonly Receipt[]): void;
  receipts(): readonly Receipt[];
  /** Own events that central has not acknowledged, oldest first. */
  unsent(): readonly JournalEvent[];
  /** The same with what was decided beside them, from a number on. */
  decidedAfter(seq: number): readonly Decided[];
  /** Own events that are kept here, from a number on. */
  eventsAfter(seq: number, limit: number): readonly JournalEvent[];
  /** An own event, while it is kept here. */
  event(seq: number): JournalEvent | undefined;
  /** The newest own event that was ever recorded here. */
  witness(): ChainHead | undefined;
  /** Copies from the journal what is missing here. */
  fillFrom(journal: Pick<JournalStore, 'head' | 'ofStation'>): number;
  /** False when the file is damaged; it was then moved aside and a new one filled from the journal. */
  check(journal: Pick<JournalStore, 'head' | 'ofStation'>): boolean;
};

/** Without central nobody acknowledges: then so many of the newest events are kept. */
const keptWithoutCentral = 10_000;
const receiptsKept = 1_000;
const acknowledgedKey = 'outbox_acknowledged';

/** The second copy of what this station decided and central may not have yet, in a file of its own; and central's receipts. */
export function createOutbox(options: { database: Database; station: string; hasCentral: boolean; file: string }): Outbox {
  const { database, station, hasCentral } = options;
  const insert = database.prepare<[number, string, string | null]>('INSERT OR REPLACE INTO outbox.own_events (seq, event, beside) VALUES (?, ?, ?)');
  const remove = database.prepare<[number]>('DELETE FROM outbox.own_events WHERE seq <= ?');
  const select = database.prepare<[number], { event: string; beside: string | null }>('SELECT event, beside FROM outbox.own_events WHERE seq > ? ORDER BY seq');
  const some = database.prepare<[number, number], { event: string }>('SELECT event FROM outbox.own_events WHERE seq > ? ORDER BY seq LIMIT ?');
  const one = database.prepare<[number], { event: string }>('SELECT event FROM outbox.own_events WHERE seq = ?');
  const readWitness = database.prepare<[string], ChainHead>('SELECT seq, hash FROM outbox.witness WHERE station = ?');
  const writeWitness = database.prepare<[string, number, string]>(
    'INSERT INTO outbox.witness (station, seq, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
  );
  const insertReceipt = database.prepare<[string, number, string, number, string, number, string]>(
    'INSERT OR REPLACE INTO outbox.receipts (station, seq, hash, site_seq, site_hash, at_ms, signature) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const dropReceipts = database.prepare<[string, string, number]>(
    'DELETE FROM outbox.receipts WHERE station = ? AND seq < (SELECT MIN(seq) FROM (SELECT seq FROM outbox.receipts WHERE station = ? ORDER BY seq DESC LIMIT ?))',
  );
  const allReceipts = database.prepare<[], ReceiptRow>('SELECT * FROM outbox.receipts ORDER BY station, seq');
  const readMeta = database.prepare<[string], { value: string }>('SELECT value FROM main.meta WHERE key = ?');
  const writeMeta = database.prepare<[string, string]>('INSERT INTO main.meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');

  const add = (event: JournalEvent, beside: string | null): void => {
    insert.run(event.seq, canonicalJson(event), beside);
    if (!hasCentral) remove.run(event.seq - keptWithoutCentral);
    writeWitness.run(station, event.seq, event.hash);
  };
  const decidedAfter = (seq: number): readonly Decided[] => {
    const found: Decided[] = [];
    let events: JournalEvent[] = [];
    for (const row of select.all(seq)) {
      events.push(JSON.parse(row.event) as JournalEvent);
      if (row.beside === null) continue;
      found.push({ ...(JSON.parse(row.beside) as Beside), events });
      events = [];
    }
    return events.length === 0 ? found : [...found, { requestId: null, events, outgoing: [], answer: null }];
  };
  const fillFrom: Outbox['fillFrom'] = (journal) => {
    const head = journal.head(station);
    const witness = readWitness.get(station);
    if (!head || (witness && witness.seq >= head.seq)) return 0;
    const acknowledged = Number(readMeta.get(acknowledgedKey)?.value ?? 0);
    let from = Math.max(witness?.seq ?? 0, acknowledged, hasCentral ? 0 : head.seq - keptWithoutCentral);
    let filled = 0;
    inTransaction(database, () => {
      for (;;) {
        const events = journal.ofStation(station, from, 1_000);
        for (const { event } of events) add(event, null);
        filled += events.length;
        const last = events.at(-1)?.event;
        if (!last) break;
        from = last.seq;
      }
      if (filled === 0) writeWitness.run(station, head.seq, head.hash);
    });
    return filled;
  };

  return {
    keep({ requestId, events, outgoing, answer }) {
      const beside: Beside = { requestId, outgoing, answer };
      events.forEach((event, index) => add(event, index === events.length - 1 ? JSON.stringify(beside) : null));
    },
    acknowledged: () => Number(readMeta.get(acknowledgedKey)?.value ?? 0),
    acknowledge(uptoSeq) {
      // What a power cut takes back of going on is sent again and has no second effect; that central lacks events must not be forgotten.
      const keep = uptoSeq > Number(readMeta.get(acknowledgedKey)?.value ?? 0) ? inLooseTransaction : inTransaction;
      keep(database, () => {
        remove.run(uptoSeq);
        writeMeta.run(acknowledgedKey, String(uptoSeq));
      });
    },
    keepReceipts(receipts) {
      inTransaction(database, () => {
        for (const { station: of, seq, hash, siteSeq, siteHash, atMs, signature } of receipts) {
          insertReceipt.run(of, seq, hash, siteSeq, siteHash, atMs, signature);
          dropReceipts.run(of, of, receiptsKept);
        }
      });
    },
    receipts: () => allReceipts.all().map(receiptOf),
    unsent: () => select.all(0).map(({ event }) => JSON.parse(event) as JournalEvent),
    decidedAfter,
    eventsAfter: (seq, limit) => some.all(seq, limit).map(({ event }) => JSON.parse(event) as JournalEvent),
    event(seq) {
      const row = one.get(seq);
      return row && (JSON.parse(row.event) as JournalEvent);
    },
    witness: () => readWitness.get(station),
    fillFrom,
    check(journal) {
      if (isWhole(database)) return true;
      replaceOutbox(database, options.file);
      fillFrom(journal);
      return false;
    },
  };
}

type Beside = { readonly requestId: string | null; readonly outgoing: readonly OutgoingMessage[]; readonly answer: unknown };
export type ReceiptRow = { station: string; seq: number; hash: string; site_seq: number; site_hash: string; at_ms: number; signature: string };

export function receiptOf(row: ReceiptRow): Receipt {
  return receiptSchema.parse({ station: row.station, seq: row.seq, hash: row.hash, siteSeq: row.site_seq, siteHash: row.site_hash, atMs: row.at_ms, signature: row.signature });
}

function isWhole(database: Database): boolean {
  try {
    return database.pragma('outbox.quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  }
}
