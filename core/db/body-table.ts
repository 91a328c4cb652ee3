import type { Database } from './database.ts';
import type { CheckedRow, RowDamage } from './row-damage.ts';
import { isWholeSql, withHash } from './row-hash.ts';

/** A read table that holds one folded value per key as JSON, with nothing else to query by. */
export type BodyTable<Value> = {
  read(key: string): Value | undefined;
  /** For whoever folds on: a damaged row is said and not mended by reading it. */
  readForFold(key: string): Value | undefined | 'damaged';
  write(key: string, value: Value): void;
  all(): readonly Value[];
  clear(): void;
};

type BodyRow = CheckedRow & { readonly body: string };

export function createBodyTable<Value>(
  database: Database,
  table: 'unit_standings' | 'call_claims' | 'number_standings' | 'obstacles' | 'landmarks' | 'unit_positions' | 'desk_standings',
  key: 'unit_id' | 'call_id' | 'number' | 'obstacle_id' | 'landmark_id' | 'entity',
  damage: RowDamage,
): BodyTable<Value> {
  const select = database.prepare<[string], BodyRow>(`SELECT body, ${isWholeSql(table)} FROM ${table} WHERE ${key} = ?`);
  const upsert = database.prepare<[string, string, string]>(
    `INSERT INTO ${table} (${key}, body, row_hash) VALUES (?, ?, ?) ON CONFLICT (${key}) DO UPDATE SET body = excluded.body, row_hash = excluded.row_hash`,
  );
  const keys = database.prepare<[], { key: string }>(`SELECT ${key} AS key FROM ${table} ORDER BY ${key}`);
  const remove = database.prepare(`DELETE FROM ${table}`);
  const parse = (row: BodyRow): Value => JSON.parse(row.body) as Value;
  const read = (key: string): Value | undefined => {
    const row = damage.read(table, key, () => select.get(key));
    return row && parse(row);
  };
  return {
    read,
    readForFold(key) {
      const row = select.get(key);
      return row && (row.is_whole === 1 ? parse(row) : 'damaged');
    },
    write: (key, value) => {
      upsert.run(...withHash(table, key, JSON.stringify(value)));
    },
    all: () =>
      keys.all().flatMap(({ key }) => {
        const value = read(key);
        return value === undefined ? [] : [value];
      }),
    clear: () => {
      remove.run();
    },
  };
}
