import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { JournalEvent } from '#domain/journal/act.ts';
import { outboxFileName } from '../db/attach-outbox.ts';
import { openReadOnly, type Database } from '../db/database.ts';
import { databaseFileName } from '../db/open-station-database.ts';
import { createJournalStore, type JournalStore } from '../journal/journal-store.ts';
import { receiptOf, type ReceiptRow } from '../journal/outbox.ts';
import { isSoundCopy, type Evidence } from './verify-chains.ts';

const enrolmentSchema = z.looseObject({ site: z.string(), centralKey: z.string() });

export type AuditSubject = {
  readonly journal: JournalStore;
  readonly evidence: Evidence;
  readonly hasWholeHistory: boolean;
  close(): void;
};

/** Opens a data folder for reading only; a station may run on it. */
export function openAuditSubject(dataDir: string, centralKey: { site: string; publicKey: string } | null): AuditSubject {
  const database = openReadOnly(join(dataDir, databaseFileName));
  const outboxFile = join(dataDir, outboxFileName);
  const outbox = existsSync(outboxFile) ? openReadOnly(outboxFile) : null;
  return {
    journal: createJournalStore(database),
    evidence: { ...readOutbox(outbox), central: centralKey ?? enrolledCentral(dataDir) },
    hasWholeHistory: database.prepare("SELECT 1 FROM meta WHERE key = 'history_incomplete'").get() === undefined,
    close() {
      database.close();
      outbox?.close();
    },
  };
}

function readOutbox(outbox: Database | null): Omit<Evidence, 'central'> {
  if (!outbox) return { receipts: [], witness: new Map(), copies: [] };
  const receipts = outbox.prepare<[], ReceiptRow>('SELECT * FROM receipts').all().map(receiptOf);
  const witness = outbox.prepare<[], { station: string; seq: number; hash: string }>('SELECT station, seq, hash FROM witness').all();
  const copies = outbox.prepare<[], { event: string }>('SELECT event FROM own_events ORDER BY seq').all();
  return {
    receipts,
    witness: new Map(witness.map(({ station, seq, hash }) => [station, { seq, hash }])),
    copies: copies.map(({ event }) => JSON.parse(event) as JournalEvent).filter(isSoundCopy),
  };
}

function enrolledCentral(dataDir: string): Evidence['central'] {
  const file = join(dataDir, 'identity', 'enrolment.json');
  if (!existsSync(file)) return null;
  const parsed = enrolmentSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? { site: parsed.data.site, publicKey: parsed.data.centralKey } : null;
}
