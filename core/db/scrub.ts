import type { Clock } from '../clock.ts';
import { DamagedFileError, isDamage, type Database } from './database.ts';
import { hashedColumns, isWholeSql, type HashedTable } from './row-hash.ts';

export type Scrub = {
  start(): void;
  /** Looks through the next rows, for as long as a slice may last. */
  step(): void;
  /** When the last whole round was done; null: none since the station began. */
  roundDoneAtMs(): number | null;
  stop(): void;
};

/** Of each second 12 ms: a round over ten million rows takes about four hours. */
const sliceEveryMs = 250;
const sliceMs = 3;
const rowsAtOnce = 32;
/** After a whole round. */
const restMs = 300_000;

type Looked = { readonly rowid: number; readonly is_whole: number };

/** Goes through all rows with a hash, without end and a few at a time, for bits that flipped on the disk. */
export function createScrub<Table extends HashedTable>(options: {
  database: Database;
  clock: Clock;
  tables: readonly Table[];
  steadyMs: () => number;
  /** The journal's rows have an event's hash besides their own, and stand in lists; throws where a list lacks one. */
  isWholeInJournal: (position: number) => boolean;
  damaged: (table: Table, rowid: number) => void;
  /** The file itself is damaged: a row cannot be mended alone. */
  broken: (error: unknown) => void;
}): Scrub {
  const { database, steadyMs } = options;
  const statements = options.tables.map((table) => {
    const [key] = hashedColumns[table];
    // A row that its own index does not find is as lost as one that changed.
    const isFound = table === 'journal' ? '1' : `(SELECT other.rowid FROM ${table} AS other WHERE other.${key} = ${table}.${key}) IS ${table}.rowid`;
    return {
      table,
      rowids: database.prepare<[number, number], { rowid: number }>(`SELECT rowid AS rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`),
      look: database.prepare<[number], Looked>(`SELECT ${table}.rowid AS rowid, ${isWholeSql(table)}, ${isFound} AS is_found FROM ${table} WHERE rowid = ?`),
    };
  });
  let index = 0;
  let after = 0;
  let roundDoneAtMs: number | null = null;

  const isWhole = (table: Table, look: (typeof statements)[number]['look'], rowid: number): boolean => {
    try {
      const row = look.get(rowid) as (Looked & { is_found: number }) | undefined;
      if (!row) return true;
      return row.is_whole === 1 && row.is_found === 1 && (table !== 'journal' || options.isWholeInJournal(rowid));
    } catch (error) {
      // Lists that lack a row cannot be mended by mending the row.
      if (!isDamage(error) || error instanceof DamagedFileError) throw error;
      return false;
    }
  };
  const step = (): void => {
    if (roundDoneAtMs !== null && Math.abs(options.clock.now() - roundDoneAtMs) < restMs) return;
    const until = steadyMs() + sliceMs;
    try {
      while (steadyMs() < until) {
        const statement = statements[index];
        if (!statement) return;
        const rows = statement.rowids.all(after, rowsAtOnce);
        for (const { rowid } of rows) {
          after = rowid;
          if (!isWhole(statement.table, statement.look, rowid)) options.damaged(statement.table, rowid);
        }
        if (rows.length === rowsAtOnce) continue;
        after = 0;
        index = (index + 1) % statements.length;
        if (index > 0) continue;
        roundDoneAtMs = options.clock.now();
        return;
      }
    } catch (error) {
      options.broken(error);
    }
  };
  let stop = (): void => undefined;
  return {
    start() {
      stop = options.clock.every(sliceEveryMs, step);
    },
    step,
    roundDoneAtMs: () => roundDoneAtMs,
    stop: () => stop(),
  };
}
