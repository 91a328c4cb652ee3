import type { SyncAlarm } from '../sync/sync-parts.ts';
import type { Journal } from './journal.ts';

/** Tells which acts are missing that stood here once, has them fetched, and notices when they are all back. Called again and again. */
export function watchHoles(options: {
  journal: Pick<Journal, 'hasHoles' | 'holes' | 'missingEvents' | 'historyComplete'>;
  raise: (alarm: SyncAlarm) => void;
  fetchAgain: () => void;
}): () => void {
  const { journal, raise, fetchAgain } = options;
  let told = 0;
  return () => {
    if (!journal.hasHoles()) return;
    const missing = journal.missingEvents();
    if (missing === 0) return journal.historyComplete();
    fetchAgain();
    if (missing === told) return;
    told = missing;
    const named = journal.holes().map(({ station, from, to }) => `${station} ${from === to ? from : `${from}-${to}`}`);
    raise({
      id: `holes:${named.join(',')}`,
      kind: 'audit',
      text: `Data hilang di komputer ini / acts are missing on this computer: ${named.slice(0, 5).join(', ')}. The data folder is an older copy or was damaged; they are fetched from central.`,
    });
  };
}
