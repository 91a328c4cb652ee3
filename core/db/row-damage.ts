import type { HashedTable } from './row-hash.ts';

export type CheckedRow = { readonly is_whole: number };

/** Rows that are not as they were written, on their way to what can mend them; nobody is shown one. */
export type RowDamage = {
  /** Reads a row; a damaged one is mended and read again. Undefined where that is not possible. */
  read<Row extends CheckedRow>(table: HashedTable, key: string, get: () => Row | undefined): Row | undefined;
  mendWith(mend: (table: HashedTable, key: string) => void): void;
};

export function createRowDamage(): RowDamage {
  let mend: (table: HashedTable, key: string) => void = () => undefined;
  return {
    read(table, key, get) {
      const row = get();
      if (!row || row.is_whole === 1) return row;
      mend(table, key);
      const again = get();
      return again?.is_whole === 1 ? again : undefined;
    },
    mendWith(next) {
      mend = next;
    },
  };
}
