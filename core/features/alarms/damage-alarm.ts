import type { MendedCounts } from '../../journal/mend-rows.ts';
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
