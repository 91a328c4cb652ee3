import type { Database } from './database.ts';

/** A read table that holds one folded value per key as JSON, with nothing else to query by. */
export type BodyTable<Value> = {
  read(key: string): Value | undefined;
  write(key: string, value: Value): void;
  all(): readonly Value[];
  clear(): void;
};

export function createBodyTable<Value>(
  database: Database,
  table: 'unit_standings' | 'call_claims' | 'unit_positions',
  key: 'unit_id' | 'call_id',
): BodyTable<Value> {
  const select = database.prepare<[string], { body: string }>(`SELECT body FROM ${table} WHERE ${key} = ?`);
  const upsert = database.prepare<[string, string]>(
    `INSERT INTO ${table} (${key}, body) VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET body = excluded.body`,
  );
  const everything = database.prepare<[], { body: string }>(`SELECT body FROM ${table} ORDER BY ${key}`);
  const remove = database.prepare(`DELETE FROM ${table}`);
  const parse = (row: { body: string }): Value => JSON.parse(row.body) as Value;
  return {
    read(key) {
      const row = select.get(key);
      return row && parse(row);
    },
    write: (key, value) => {
      upsert.run(key, JSON.stringify(value));
    },
    all: () => everything.all().map(parse),
    clear: () => {
      remove.run();
    },
  };
}
