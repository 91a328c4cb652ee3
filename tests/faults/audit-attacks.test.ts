import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { receiptText } from '#contract/sync/sync-messages.ts';
import { openAuditSubject } from '#core/audit/open-evidence.ts';
import { verifyChains, type AuditFinding } from '#core/audit/verify-chains.ts';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { connect, type Database } from '#core/db/database.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { createJournalStore } from '#core/journal/journal-store.ts';
import { createOutbox } from '#core/journal/outbox.ts';
import { runTool } from '#core/tool/tool.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { journalOnDisk } from '#tests/fixtures/journal-on-disk.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const events = 400;
const places = 200;
const receiptEvery = 10;
const site = 'sumenep';
const centralKey = createSigningKey();

/** A folder with a journal whose first half central acknowledged with receipts; the rest stands in the outbox. */
function soundFolder(): { folder: string; station: string } {
  const folder = temporaryFolder();
  const { database, act, stores } = journalOnDisk(folder);
  for (let count = 1; count <= events; count += 1) act({ kind: 'incident.noted', incidentId: `i${count % 7}`, text: `catatan ${count}` });
  const station = [...stores.journal.heads().keys()][0] ?? '';
  const outbox = createOutbox({ database, station, hasCentral: true, file: join(folder, outboxFileName) });
  outbox.fillFrom(stores.journal);
  for (let seq = receiptEvery; seq <= events; seq += receiptEvery) {
    const unsigned = { station, seq, hash: stores.journal.atSeq(station, seq)?.event.hash ?? '', siteSeq: seq * 2, siteHash: 'c'.repeat(64), atMs: 5 };
    outbox.keepReceipts([{ ...unsigned, signature: centralKey.sign(receiptText(site, unsigned)) }]);
  }
  outbox.acknowledge(events / 2);
  database.close();
  return { folder, station };
}

function copyOf(folder: string, into: string): void {
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(into, name));
}

/** Each attack changes the journal at a place; what it leaves is rolled back after the check. */
const attacks: Readonly<Record<string, (database: Database, station: string, seq: number) => void>> = {
  edit: (database, station, seq) =>
    database.prepare("UPDATE journal SET act = json_set(act, '$.text', 'lain') WHERE station = ? AND seq = ?").run(station, seq),
  removal: (database, station, seq) => database.prepare('DELETE FROM journal WHERE station = ? AND seq = ?').run(station, seq),
  reorder(database, station, seq) {
    const move = database.prepare('UPDATE journal SET seq = ? WHERE station = ? AND seq = ?');
    move.run(-1, station, seq);
    move.run(seq, station, seq + 1);
    move.run(seq + 1, station, -1);
  },
  truncation: (database, station, seq) => {
    database.prepare('DELETE FROM journal WHERE station = ? AND seq >= ?').run(station, seq);
    database.prepare('UPDATE chain_heads SET (seq, hash) = (SELECT seq, hash FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1)').run(station);
  },
  'older copy': (database, station, seq) => {
    database.prepare('DELETE FROM journal WHERE station = ? AND seq >= ?').run(station, seq);
    database.prepare('UPDATE chain_heads SET (seq, hash) = (SELECT seq, hash FROM journal WHERE station = ? ORDER BY seq DESC LIMIT 1)').run(station);
    database.prepare('DELETE FROM entity_seen WHERE seq >= ?').run(seq);
  },
  recomputed(database, station, seq) {
    const store = createJournalStore(database);
    const update = database.prepare('UPDATE journal SET act = ?, previous_hash = ?, hash = ? WHERE station = ? AND seq = ?');
    let previousHash = store.atSeq(station, seq)?.event.previousHash ?? '';
    for (const { event } of store.ofStation(station, seq - 1, events)) {
      const act = event.seq === seq ? { kind: 'incident.noted' as const, incidentId: 'i1', text: 'lain' } : event.act;
      const hash = journalEventHash({ ...withoutHash(event), act, previousHash });
      update.run(JSON.stringify(act), previousHash, hash, station, event.seq);
      previousHash = hash;
    }
    database.prepare('UPDATE chain_heads SET hash = ?').run(previousHash);
  },
};

function withoutHash(event: JournalEvent): Omit<JournalEvent, 'hash'> {
  return Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'hash')) as Omit<JournalEvent, 'hash'>;
}

test('row 39: 6 attacks at 200 random places each are all found at the right place, and a sound journal gives no alarm', () => {
  const random = seededRandom(39);
  const { folder, station } = soundFolder();
  const attacked = temporaryFolder();
  copyOf(folder, attacked);
  const { evidence, close } = openAuditSubject(folder, { site, publicKey: centralKey.publicKey });
  close();
  const database = connect(join(attacked, databaseFileName));
  database.pragma('foreign_keys = OFF');
  const verify = (): readonly AuditFinding[] =>
    verifyChains({ journal: createJournalStore(database), evidence, hasWholeHistory: true }).findings;
  expect(verify()).toEqual([]);
  const wrong: string[] = [];
  let found = 0;
  for (const [name, attack] of Object.entries(attacks)) {
    for (let count = 0; count < places; count += 1) {
      const seq = 2 + Math.floor(random() * (events - 2));
      database.exec('BEGIN');
      attack(database, station, seq);
      const [first] = verify();
      database.exec('ROLLBACK');
      // Where central alone has another copy, only its receipts tell: the place lies between two of them.
      const isBetweenReceipts = name === 'recomputed' && seq <= events / 2;
      const isRight = isBetweenReceipts
        ? first !== undefined && first.seq <= seq && seq <= first.uptoSeq && first.uptoSeq - first.seq < receiptEvery
        : first?.seq === seq;
      if (isRight) found += 1;
      else wrong.push(`${name} at ${seq}: ${JSON.stringify(first)}`);
    }
  }
  database.close();
  expect(wrong).toEqual([]);
  expect(found).toBe(Object.keys(attacks).length * places);
});

test('row 39: a receipt that is not from central is named, and `siaga audit verify` tells it by its exit code', async () => {
  const { folder, station } = soundFolder();
  const verify = ['audit', 'verify', '--data-dir', folder, '--station', station, '--site', site, '--json', '--central-key'];
  expect(await runTool([...verify, centralKey.publicKey])).toBe(0);
  expect(await runTool([...verify, createSigningKey().publicKey])).toBe(1);
  expect(await runTool(['audit', 'verify'])).toBe(2);
  expect(await runTool(['audit', 'verify', '--data-dir', temporaryFolder()])).toBe(4);
});
