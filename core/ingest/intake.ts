import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, isFull, storageFault, type Database } from '../db/database.ts';
import type { Storage } from '../db/storage.ts';
import type { Log } from '../log.ts';
import type { Reception } from './reception.ts';
import type { SourceCounts } from './source-counts.ts';

/** Keeps what messages tell; runs inside the intake's transaction. */
export type FactReceiver = {
  receive(facts: readonly Fact[], sourceId: string, message: Message): Reception;
  /** Remembers what the receiver holds in memory; the returned function brings it back after a rollback. */
  remember(): () => void;
};

export type Intake = {
  /** Takes a message; `stored` is called once it is on disk, whatever became of it, and never before. */
  take(sourceId: string, message: Message, decoded: Decoded, stored: () => void): void;
  flush(): void;
  close(): void;
};

const groupMs = 10;
const groupSize = 500;
const retryMs = 1_000;

type Waiting = { sourceId: string; message: Message; decoded: Decoded; stored: () => void };

/**
 * Stores what the sources hear, in groups: one commit per 10 ms instead of one per message. With a full or failing disk
 * nothing is acknowledged and everything is tried again, so the broker keeps what we cannot.
 */
export function createIntake(options: {
  database: Database;
  clock: Clock;
  log: Log;
  storage: Pick<Storage, 'tell' | 'makeRoom'>;
  receiver: FactReceiver;
  quarantine: (sourceId: string, message: Message, reason: string) => void;
  counts: SourceCounts;
  /** Keeps a message for stations that are away; runs in the transaction of its facts. */
  keepHeard: (sourceId: string, message: Message, facts: readonly Fact[]) => void;
  /** Called after each commit. */
  committed: () => void;
}): Intake {
  const { database, clock, log, counts, receiver, storage } = options;
  let waiting: Waiting[] = [];
  let stopTimer: (() => void) | null = null;
  let isFailing = false;

  const keep = ({ sourceId, message, decoded }: Waiting): void => {
    if (!decoded.ok) {
      options.quarantine(sourceId, message, decoded.reason);
      counts.add(sourceId, 'quarantined');
      return;
    }
    counts.add(sourceId, receiver.receive(decoded.facts, sourceId, message));
    options.keepHeard(sourceId, message, decoded.facts);
  };

  const allOrNothing = (work: () => void): void => {
    const bringBack = receiver.remember();
    try {
      inTransaction(database, work);
    } catch (error) {
      bringBack();
      throw error;
    }
  };

  const keepOrQuarantine = (each: Waiting): void => {
    try {
      allOrNothing(() => keep(each));
    } catch (error) {
      if (storageFault(error) !== null) throw error;
      log.defect(`a message of ${each.sourceId} could not be kept`, error);
      options.quarantine(each.sourceId, each.message, `defect while keeping: ${error instanceof Error ? error.message : String(error)}`);
      counts.add(each.sourceId, 'quarantined');
    }
  };

  const flush = (): void => {
    stopTimer?.();
    stopTimer = null;
    if (waiting.length === 0) return;
    const group = waiting;
    try {
      allOrNothing(() => group.forEach(keepOrQuarantine));
    } catch (error) {
      if (isFull(error) && storage.makeRoom()) {
        flush();
        return;
      }
      const sentence = storageFault(error);
      if (sentence === null) log.defect('a group of messages could not be kept', error);
      isFailing = true;
      storage.tell(sentence ?? 'a defect keeps messages from being stored.');
      stopTimer = clock.after(retryMs, flush);
      return;
    }
    waiting = [];
    isFailing = false;
    storage.tell(null);
    for (const { stored } of group) stored();
    options.committed();
  };

  return {
    take(sourceId, message, decoded, stored) {
      waiting.push({ sourceId, message, decoded, stored });
      if (isFailing) return;
      if (waiting.length >= groupSize) flush();
      else stopTimer ??= clock.after(groupMs, flush);
    },
    flush,
    close() {
      flush();
      stopTimer?.();
      stopTimer = null;
    },
  };
}
