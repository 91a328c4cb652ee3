import { type LedgerEvent } from './own-hash.ts';
import { type Sqlite } from './station-view.ts';

/** By station, up to which of its acts a station knew them. */
export type Knowledge = Record<string, number>;

/** An act that was acknowledged to a person, as it stood on disk in that moment. */
export type Acknowledged = Pick<LedgerEvent, 'id' | 'station' | 'seq' | 'hlc' | 'hash' | 'actor' | 'act'> & { knew: Knowledge };

/** The oracle's own book: what was answered to people, and what each seat knew when it decided. */
export type Ledger = {
  before(station: string, database: Sqlite): Knowledge;
  /** A command was answered: with `expected` among its acts, or with a refusal and no act at all (null). */
  acknowledged(station: string, database: Sqlite, before: Knowledge, expected: object | null): void;
  /** The same request was sent again. */
  repeated(station: string, database: Sqlite, before: Knowledge): void;
  /** I4 at a station, whenever it is looked at. */
  observe(station: string, database: Sqlite): void;
  readonly acts: readonly Acknowledged[];
  /** What was wrong already on the way. */
  readonly faults: string[];
};

export function createLedger(): Ledger {
  const acts: Acknowledged[] = [];
  const faults: string[] = [];

  const before: Ledger['before'] = (_station, database) => {
    const rows = database.prepare('SELECT station, MAX(seq) AS seq FROM journal GROUP BY station').all() as { station: string; seq: number }[];
    return Object.fromEntries(rows.map(({ station, seq }) => [station, seq]));
  };
  const newActs = (station: string, database: Sqlite, knew: Knowledge): Acknowledged[] =>
    (
      database
        .prepare('SELECT id, station, seq, hlc, hash, actor, act FROM journal WHERE station = ? AND seq > ? ORDER BY seq')
        .all(station, knew[station] ?? 0) as (Omit<Acknowledged, 'act' | 'knew'> & { act: string })[]
    ).map((row) => ({ ...row, act: JSON.parse(row.act) as Record<string, unknown>, knew: { ...knew, [station]: row.seq - 1 } }));

  return {
    acts,
    faults,
    before,
    acknowledged(station, database, knew, expected) {
      const found = newActs(station, database, knew);
      if (expected === null && found.length > 0) faults.push(`${station} refused a command and recorded act ${found[0]!.seq} all the same`);
      if (expected && Object.keys(expected).length > 0 && !found.some(({ act }) => Object.entries(expected).every(([key, value]) => act[key] === value))) {
        faults.push(`I1: ${station} answered "saved" for ${JSON.stringify(expected)} and did not record it`);
      }
      found.forEach((each, index) => {
        if (each.seq !== (knew[station] ?? 0) + 1 + index) faults.push(`I2: ${station} gave number ${each.seq} after ${(knew[station] ?? 0) + index}`);
      });
      acts.push(...found);
    },
    repeated(station, database, knew) {
      for (const { seq } of newActs(station, database, knew)) faults.push(`I2: ${station} recorded act ${seq} when a request was repeated`);
    },
    observe(station, database) {
      const rows = database.prepare('SELECT station, COUNT(*) AS count, MAX(seq) AS last FROM journal GROUP BY station').all() as { station: string; count: number; last: number }[];
      for (const { station: of, count, last } of rows) if (count !== last) faults.push(`I4: ${station} shows act ${last} of ${of} and holds ${count}`);
    },
  };
}
