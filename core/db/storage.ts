import type { Log } from '../log.ts';
import { inTransaction, storageFault, type Database } from './database.ts';

/** Whether what is decided and heard reaches the disk at the moment. */
export type Storage = {
  /** The sentence of the fault that keeps things from being stored, or null. */
  fault(): string | null;
  /** Whoever writes says how it went; the last word counts. */
  tell(fault: string | null): void;
  /**
   * Writes in a transaction what nobody waits for: a full disk is told and a defect logged, and neither ends the process.
   * False when nothing was kept.
   */
  attempt(work: () => void): boolean;
  /** While there is a fault: tries whether writing works again. */
  probe(nowMs: number): void;
};

export function createStorage(options: { database: Database; log: Log; changed: () => void }): Storage {
  const { database, log } = options;
  const write = database.prepare<[string]>(
    "INSERT INTO meta (key, value) VALUES ('written_ms', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  let fault: string | null = null;

  const tell = (next: string | null): void => {
    if (fault === next) return;
    fault = next;
    options.changed();
  };
  const attempt = (work: () => void): boolean => {
    try {
      inTransaction(database, work);
      return true;
    } catch (error) {
      const sentence = storageFault(error);
      if (sentence === null) log.defect('something could not be kept', error);
      else tell(sentence);
      return false;
    }
  };
  return {
    fault: () => fault,
    tell,
    attempt,
    probe(nowMs) {
      if (fault !== null && attempt(() => write.run(String(nowMs)))) tell(null);
    },
  };
}
