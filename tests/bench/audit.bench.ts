import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditSubject } from '#core/audit/open-evidence.ts';
import { verifyChains } from '#core/audit/verify-chains.ts';
import { inTransaction } from '#core/db/database.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { createJournalStore } from '#core/journal/journal-store.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { printFigure } from './print-figure.ts';

/** Going through the chain of a journal with a million rows. */
const rows = Number(process.env['SIAGA_BENCH_ROWS'] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const opened = openStationDatabase(folder);
if (!opened.ok) throw new Error(opened.sentence);
const store = createJournalStore(opened.value);
let previousHash = chainStart;
for (let from = 1; from <= rows; from += 10_000) {
  inTransaction(opened.value, () => {
    for (let seq = from; seq < Math.min(from + 10_000, rows + 1); seq += 1) {
      const unsigned = {
        id: `e${seq}`,
        station: 'S1',
        seq,
        hlc: `${1_800_000_000_000 + seq}.0000.S1`,
        atMs: 1_800_000_000_000 + seq,
        actor: 'Sari',
        act: { kind: 'incident.noted' as const, incidentId: `i${seq % 5_000}`, text: `catatan ${seq}: pasien sadar, napas teratur` },
        previousHash,
      };
      const event = { ...unsigned, hash: journalEventHash(unsigned) };
      store.append(event, event.hlc, null);
      previousHash = event.hash;
      if (seq === rows) store.setHead('S1', event);
    }
  });
}
opened.value.close();
const subject = openAuditSubject(folder, null);
const startedAt = performance.now();
const report = verifyChains(subject);
const seconds = (performance.now() - startedAt) / 1_000;
subject.close();
rmSync(folder, { recursive: true, force: true });
if (!report.ok || report.events !== rows) throw new Error(JSON.stringify(report.findings));
printFigure('audit of a whole journal', seconds, 's', { rows, goal: '5 s for 1,000,000', rowsPerSecond: Math.round(rows / seconds) });
