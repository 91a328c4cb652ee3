import type { MendedCounts } from '../../journal/mend-rows.ts';
import type { RebuildProgress } from '../../rebuild/rebuild-station.ts';
import type { SyncAlarm } from '../../sync/sync-parts.ts';

/** Tells people of rows that were not as they were written; at most once an hour. Called again and again. */
export function createDamageAlarm(options: { counts: () => MendedCounts; now: () => number; raise: (alarm: SyncAlarm) => void }): () => void {
  let told = 0;
  return () => {
    const { found, mended } = options.counts();
    if (found === told) return;
    told = found;
    const left = found - mended;
    const rest = left === 0 ? '' : ` ${left} diambil lagi / ${left} are not shown until they have come again.`;
    options.raise({
      id: `damage:${Math.floor(options.now() / 3_600_000)}`,
      kind: 'audit',
      text: `Data di disk berubah sendiri / ${found} stored rows are not as they were written; ${mended} mended.${rest} Have this computer's disk and memory tested.`,
    });
  };
}

/** Tells people of a database that is being filled anew, and of acts that nobody has yet. Called again and again. */
export function createRebuildAlarm(options: { progress: () => RebuildProgress; raise: (alarm: SyncAlarm) => void }): () => void {
  return () => {
    const { state, file, missing } = options.progress();
    if (file === null || state === 'done') return;
    options.raise({
      id: `rebuild:${file}`,
      kind: 'audit',
      text: `Database rusak / the database file was damaged. It is kept as ${file}; a new one is filled from it while work goes on. Older incidents come back within a minute. Have this computer's disk tested.`,
    });
    if (missing === 0) return;
    options.raise({
      id: `rebuild-missing:${file}`,
      kind: 'audit',
      text: `Data diambil dari pusat / ${missing} acts could not be read from the damaged file; they are fetched from central. Until then older incidents may lack something.`,
    });
  };
}

export function foreignWriterAlarm(nowMs: number): SyncAlarm {
  return {
    id: `foreign-writer:${Math.floor(nowMs / 3_600_000)}`,
    kind: 'audit',
    text: 'Program lain menulis ke database / another program wrote to station.db while the station runs. End it; run siaga audit verify.',
  };
}
