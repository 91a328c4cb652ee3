import { openRawFile } from './raw-pages.ts';
import { rawCells, readRawCell, type RawValue } from './raw-rows.ts';
import { hashedColumns, rowHash, type HashedTable } from './row-hash.ts';

export type SalvagedRow = { readonly table: HashedTable; readonly values: readonly RawValue[] };

/** Tables whose rows lie on pages of their own, by how many values a row has. In the journal the first is the position. */
const tablesByWidth: ReadonlyMap<number, readonly HashedTable[]> = (() => {
  const byWidth = new Map<number, HashedTable[]>([[15, ['journal']]]);
  for (const [table, columns] of Object.entries(hashedColumns) as [HashedTable, readonly string[]][]) {
    if (table === 'journal' || table === 'entity_checkpoints') continue;
    byWidth.set(columns.length + 1, [...(byWidth.get(columns.length + 1) ?? []), table]);
  }
  return byWidth;
})();

/**
 * Reads rows out of a database file that SQLite may not be able to open any more, page by page and without its tables of contents.
 * A row tells by its own hash which table it is of and that it is whole. Of the journal the values come as they are: the
 * event's hash has to be checked.
 */
export function* salvageRows(file: string, wanted: ReadonlySet<HashedTable>): Generator<SalvagedRow | null> {
  const raw = openRawFile(file);
  try {
    for (let number = 1; number <= raw.pages; number += 1) {
      const page = raw.readPage(number);
      if (page) {
        for (const cell of rawCells(page, number)) {
          const values = readRawCell(page, cell, raw.readPage)?.values;
          const table = values && tableOf(values, wanted);
          if (table) yield { table, values };
        }
      }
      // A place to stop at: a page may hold no row at all.
      yield null;
    }
  } finally {
    raw.close();
  }
}

function tableOf(values: readonly RawValue[], wanted: ReadonlySet<HashedTable>): HashedTable | undefined {
  const last = values.at(-1);
  if (typeof last !== 'string' || last.length !== 22) return undefined;
  return tablesByWidth.get(values.length)?.find((table) => {
    if (!wanted.has(table)) return false;
    return table === 'journal' || rowHash(table, ...values.slice(0, -1)) === last;
  });
}
