import { plainName, spokenName } from '#domain/places/fold-name.ts';
import BetterSqlite3 from 'better-sqlite3';

/** A named thing of a map pack. */
export type MapName = {
  /** Where it comes from in OpenStreetMap: n or w and its number. */
  readonly source: string;
  readonly kind: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kecamatan: string | null;
  /** False: the seat of this kecamatan is the nearest one on its island, no more. */
  readonly isKecamatanCertain: boolean;
  readonly islandId: string | null;
  readonly islandName: string | null;
  readonly longitude: number;
  readonly latitude: number;
};

const schema = `
  CREATE TABLE names (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, other_names TEXT NOT NULL, kecamatan TEXT,
    kecamatan_certain INTEGER NOT NULL, island_id TEXT, island_name TEXT, longitude REAL NOT NULL, latitude REAL NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE spellings USING fts5(plain, spoken, content='', prefix='2 3');
`;

/** Writes the gazetteer of a map pack: `names`, and `spellings` (FTS5; rowid is the id in `names`) with plain and spoken forms of all its names. */
export function writeMapGazetteer(file: string, names: Iterable<MapName>): number {
  const database = new BetterSqlite3(file);
  try {
    // A build that is cut off is made again whole.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(schema);
    const insert = database.prepare('INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const spell = database.prepare('INSERT INTO spellings (rowid, plain, spoken) VALUES (?, ?, ?)');
    let id = 0;
    database.transaction(() => {
      for (const each of names) {
        id += 1;
        const plain = [each.name, ...each.otherNames].map(plainName);
        insert.run(id, each.source, each.kind, each.name, each.otherNames.join(';'), each.kecamatan, each.isKecamatanCertain ? 1 : 0, each.islandId, each.islandName, each.longitude, each.latitude);
        spell.run(id, plain.join(' '), plain.map(spokenName).join(' '));
      }
    })();
    database.exec("INSERT INTO spellings (spellings) VALUES ('optimize')");
    return id;
  } finally {
    database.close();
  }
}

export type MapGazetteer = {
  readonly file: string;
  /** All rows, in the order of the pack. */
  readonly all: () => IterableIterator<MapName>;
  /** Names whose words begin with the typed words as they sound. */
  readonly search: (text: string, limit: number) => MapName[];
  readonly close: () => void;
};

type Row = {
  source: string;
  kind: string;
  name: string;
  other_names: string;
  kecamatan: string | null;
  kecamatan_certain: number;
  island_id: string | null;
  island_name: string | null;
  longitude: number;
  latitude: number;
};

/** Opens the gazetteer of a map pack for reading. Throws where it is none. */
export function openMapGazetteer(file: string): MapGazetteer {
  const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    const all = database.prepare<[], Row>('SELECT * FROM names ORDER BY id');
    const search = database.prepare<[string, number], Row>('SELECT names.* FROM spellings JOIN names ON names.id = spellings.rowid WHERE spellings MATCH ? ORDER BY rank LIMIT ?');
    return {
      file,
      *all() {
        for (const row of all.iterate()) yield toName(row);
      },
      search(text, limit) {
        const words = spokenName(plainName(text)).split(' ').filter((word) => word !== '');
        return words.length === 0 ? [] : search.all(`spoken: ${words.map((word) => `"${word}" *`).join(' ')}`, limit).map(toName);
      },
      close: () => void database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function toName(row: Row): MapName {
  return {
    source: row.source,
    kind: row.kind,
    name: row.name,
    otherNames: row.other_names === '' ? [] : row.other_names.split(';'),
    kecamatan: row.kecamatan,
    isKecamatanCertain: row.kecamatan_certain === 1,
    islandId: row.island_id,
    islandName: row.island_name,
    longitude: row.longitude,
    latitude: row.latitude,
  };
}
