import { type LedgerEvent, sha256, sortedJson } from './own-hash.ts';

/** What the oracle needs of SQLite. */
export type Sqlite = { prepare(sql: string): { all(...values: unknown[]): unknown[] } };

export type PlacedLedgerEvent = LedgerEvent & { order: string; dead: string | null };

/** What stands in a station's database, read by SQL. */
export type StationView = {
  station: string;
  events: PlacedLedgerEvent[];
  /** By table and key, the content as text. */
  tables: Record<string, Record<string, string>>;
  alarms: string[];
};

type Row = Record<string, string | number | null>;

const tables: Record<string, string> = {
  incident: 'SELECT id AS key, body FROM incidents',
  unit: 'SELECT unit_id AS key, body FROM unit_standings',
  call: 'SELECT call_id AS key, body FROM call_claims',
  number: 'SELECT number AS key, body FROM number_standings',
  complaint: 'SELECT id AS key, body FROM complaints',
  alarm: "SELECT alarm_id AS key, json_object('atMs', at_ms, 'actor', actor) AS body FROM alarm_acknowledgements",
  desk: 'SELECT entity AS key, body FROM desk_standings',
  conflict: 'SELECT id AS key, body FROM conflicts',
};

export function viewStation(station: string, database: Sqlite): StationView {
  const rows = database.prepare('SELECT * FROM journal ORDER BY station, seq').all() as Row[];
  const contents = Object.entries(tables).map(([name, sql]) => {
    const all = database.prepare(sql).all() as { key: string; body: string }[];
    return [name, Object.fromEntries(all.map(({ key, body }) => [key, sortedJson(JSON.parse(body))]))] as const;
  });
  return {
    station,
    events: rows.map((row) => ({
      id: String(row['id']),
      station: String(row['station']),
      seq: Number(row['seq']),
      hlc: String(row['hlc']),
      atMs: Number(row['at_ms']),
      actor: String(row['actor']),
      seen: row['seen'] === null ? null : (JSON.parse(String(row['seen'])) as Record<string, number>),
      aloneSinceMs: row['alone_since_ms'] === null ? null : Number(row['alone_since_ms']),
      act: JSON.parse(String(row['act'])) as Record<string, unknown>,
      previousHash: String(row['previous_hash']),
      hash: String(row['hash']),
      order: String(row['order_key']),
      dead: row['dead'] === null ? null : String(row['dead']),
    })),
    tables: Object.fromEntries(contents),
    alarms: (database.prepare('SELECT id FROM alarms ORDER BY id').all() as { id: string }[]).map(({ id }) => id),
  };
}

/** One hash over everything a person can see of the shared state. */
export function hashOfState(view: StationView): string {
  const order = view.events.map(({ station, seq, hash, order: place, dead }) => [station, seq, hash, place, dead !== null]);
  return sha256(sortedJson([order, view.tables]));
}
