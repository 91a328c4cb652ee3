import type { Log } from '../log.ts';
import type { Ballast } from './ballast.ts';
import { damagedFault, inTransaction, isFull, storageFault, type Database } from './database.ts';

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
  /** Something that was not written for anybody failed: a fault of the disk is told, a defect logged. */
  failed(what: string, error: unknown): void;
  /** Runs what comes first; a fault of the disk is told and does not keep the station from starting. */
  begin(work: () => unknown): void;
  /** Called when the disk is full: gives the ballast up. True when something may be tried again at once. */
  makeRoom(): boolean;
  /** While there is a fault: tries whether writing works again. */
  probe(nowMs: number): void;
};

export function createStorage(options: {
  database: Database;
  log: Log;
  changed: () => void;
  ballast: Ballast;
  /** The ballast was given up: a person must know. */
  alarm: (what: 'full') => void;
  /** The file itself is damaged: nothing can be trusted to be written to it. */
  damaged: () => void;
}): Storage {
  const { database, log, ballast } = options;
  const write = database.prepare<[string]>(
    "INSERT INTO meta (key, value) VALUES ('written_ms', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  let fault: string | null = null;

  const tell = (next: string | null): void => {
    if (fault === next) return;
    fault = next;
    options.changed();
    if (next === damagedFault) options.damaged();
  };
  const makeRoom = (): boolean => {
    if (!ballast.release()) return false;
    log.warn('the disk is full: the ballast was given up');
    options.alarm('full');
    return true;
  };
  const failed = (what: string, error: unknown): void => {
    const sentence = storageFault(error);
    if (sentence === null) log.defect(what, error);
    else tell(sentence);
  };
  const attempt = (work: () => void): boolean => {
    try {
      inTransaction(database, work);
      return true;
    } catch (error) {
      if (isFull(error) && makeRoom()) return attempt(work);
      failed('something could not be kept', error);
      return false;
    }
  };
  return {
    fault: () => fault,
    tell,
    attempt,
    failed,
    makeRoom,
    begin(work) {
      try {
        work();
      } catch (error) {
        const sentence = storageFault(error);
        if (sentence === null) throw error;
        tell(sentence);
      }
    },
    probe(nowMs) {
      if (fault === null) ballast.grow();
      if (fault !== null && attempt(() => write.run(String(nowMs)))) tell(null);
    },
  };
}
