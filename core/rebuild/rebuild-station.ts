import type { EntityReference, JournalEvent } from '#domain/journal/act.ts';
import type { Clock } from '../clock.ts';
import { DamagedFileError, inTransaction, type Database } from '../db/database.ts';
import { listNumbersOfCalls } from '../db/lookups.ts';
import { hashedColumns, type HashedTable } from '../db/row-hash.ts';
import { salvageRows, type SalvagedRow } from '../db/salvage-rows.ts';
import type { FoldAnew } from '../journal/fold-anew.ts';
import type { Journal } from '../journal/journal.ts';
import { listingsOf, type Listing } from '../journal/journal-store.ts';
import type { IncomingEvent } from '../journal/take-up.ts';
import type { Log } from '../log.ts';
import { readFirstOfFile, type FactTable } from './read-damaged-file.ts';
import { isSoundEvent, salvagedEvent } from './salvaged-event.ts';

export type Rebuild = {
  /** Takes what is needed to work at once out of the damaged file. Waits for the disk; nobody is served yet. */
  begin(): void;
  /** Takes the rest, a few milliseconds at a time. */
  start(): void;
  progress(): RebuildProgress;
  stop(): void;
};

export type RebuildProgress = {
  readonly state: 'none' | 'reading' | 'fetching' | 'folding' | 'done';
  /** The damaged file, kept as it is. */
  readonly file: string | null;
  readonly events: number;
  /** Acts that are known to exist and stand nowhere here. */
  readonly missing: number;
};

/** Works at most so long before others get their turn. */
const sliceMs = 30;
const pauseMs = 1;
const lookAgainMs = 5_000;
const eventsAtOnce = 50;
/** What nobody needs before the rest is there: it comes back while the file is read. */
const factsOfThePast = ['transmissions', 'phone_lines', 'recordings'] as const satisfies readonly HashedTable[];
/** So many are held in memory: about 60 MB. */
const listingsAtOnce = 400_000;
/** Rows come in an order that no index has: 256 MB of pages are held, and written back less often. */
const cacheWhileReading = -262_144;
const checkpointPagesWhileReading = 12_000;
/** About 100 ms. */
const quicklyReadBytes = 64_000_000;
export const rebuildFromKey = 'rebuild_from';
const filesReadKey = 'rebuild_file_read';
const begunKey = 'rebuild_begun';

/** Fills a new database from the damaged one that was moved aside, while the station is worked with; what is lost there is fetched. */
export function createRebuild(options: {
  database: Database;
  journal: Journal;
  clock: Clock;
  steadyMs: () => number;
  log: Log;
  /** The second copies of what this station decided. */
  ownEventsAfter: (seq: number, limit: number) => readonly JournalEvent[];
  /** Alarms are back in their table. */
  alarmsBack: (ids: readonly string[]) => void;
  fetchAgain: () => void;
  changed: () => void;
  failed: (what: string, error: unknown) => void;
}): Rebuild {
  const { database, journal, clock, steadyMs, log } = options;
  const readMeta = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const writeMeta = database.prepare<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const dropMeta = database.prepare("DELETE FROM meta WHERE key LIKE 'rebuild%'");
  const nextEntity = database.prepare<[string], { entity: EntityReference | null }>('SELECT MIN(entity) AS entity FROM journal_entities WHERE entity > ?');
  const file = readMeta.get(rebuildFromKey)?.value ?? null;
  let state: RebuildProgress['state'] = file === null ? 'none' : 'reading';
  let events = 0;
  let isStopped = false;
  let stopNext = (): void => undefined;
  /** What was folded while the file was read; gone when that was in an earlier run, or was broken off. */
  let anew: FoldAnew | null = null;

  const putRows = (table: HashedTable, rows: readonly (readonly unknown[])[]): void => {
    if (rows.length === 0) return;
    const columns = [...hashedColumns[table], 'row_hash'];
    const put = database.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
    const list = table === 'calls' ? database.prepare(`${listNumbersOfCalls} AND id = ?`) : null;
    for (const row of rows) {
      put.run(...row);
      list?.run(row[0]);
    }
  };

  /** Runs a generator bit by bit; `done` when it has come to its end. */
  const run = (work: Iterator<unknown>, done: () => void): void => {
    const slice = (): void => {
      if (isStopped) return;
      const until = steadyMs() + sliceMs;
      let isDone = false;
      try {
        // Nobody waits for these rows to be on the disk: after a power cut they are read again. The next act takes them along.
        database.pragma('synchronous = NORMAL');
        // An event and its list are written together; looking up one for the other is left out.
        database.pragma('foreign_keys = OFF');
        inTransaction(database, () => {
          while (!isDone && steadyMs() < until) isDone = work.next().done === true;
        });
      } catch (error) {
        // What was taken stays; the rest is begun again.
        anew = null;
        options.failed('the database could not be rebuilt', error);
        stopNext = clock.after(lookAgainMs, start);
        return;
      } finally {
        database.pragma('foreign_keys = ON');
        database.pragma('synchronous = FULL');
      }
      if (isDone) done();
      else stopNext = clock.after(pauseMs, slice);
    };
    slice();
  };

  /** Entities' lists are written in their own order: row by row as events come, each would touch a page of its own. */
  function* writeLists(listings: Listing[]): Generator<void> {
    listings.sort((left, right) => (left.entity === right.entity ? left.position - right.position : left.entity < right.entity ? -1 : 1));
    for (const [index, listing] of listings.entries()) {
      journal.list(listing);
      if (index % 100 === 99) yield;
    }
    listings.length = 0;
  }

  function* readFile(from: string): Generator<void> {
    const folding = journal.foldAnew();
    anew = folding;
    const listings: Listing[] = [];
    let found: IncomingEvent[] = [];
    let facts: SalvagedRow[] = [];
    const keep = (): void => {
      if (found.length === 0 && facts.length === 0) return;
      for (const placed of journal.addUnlisted(found)) {
        listings.push(...listingsOf(placed));
        folding.add(placed);
      }
      for (const table of factsOfThePast) putRows(table, facts.flatMap((row) => (row.table === table ? [row.values] : [])));
      events += found.length;
      found = [];
      facts = [];
    };
    for (const row of salvageRows(from, new Set(['journal', ...factsOfThePast]))) {
      const salvaged = row?.table === 'journal' ? salvagedEvent(row.values) : undefined;
      if (row && row.table !== 'journal') facts.push(row);
      if (salvaged && isSoundEvent(salvaged)) found.push(salvaged);
      if (found.length + facts.length < eventsAtOnce) {
        if (row === null) yield;
        continue;
      }
      keep();
      yield;
      if (listings.length >= listingsAtOnce) yield* writeLists(listings);
    }
    keep();
    yield* writeLists(listings);
    for (let after = 0; ; ) {
      const own = options.ownEventsAfter(after, 200);
      const last = own.at(-1);
      if (!last) break;
      journal.addHistory(own.map((event) => ({ event, dead: null }))).forEach(folding.add);
      after = last.seq;
      yield;
    }
    writeMeta.run(filesReadKey, '1');
  }

  function* foldAll(): Generator<void> {
    for (let last = ''; ; ) {
      const entity = nextEntity.get(last)?.entity;
      if (!entity) return;
      last = entity;
      journal.refoldWhole(entity);
      yield;
    }
  }

  const finish = (): void => {
    journal.historyComplete();
    dropMeta.run();
    database.pragma(`cache_size = ${usual.cacheSize}`);
    database.pragma(`wal_autocheckpoint = ${usual.checkpointPages}`);
    state = 'done';
    log.info('the database is rebuilt', { events });
    options.changed();
  };
  const foldOrFetch = (): void => {
    if (journal.missingEvents() > 0) {
      if (isStopped) return;
      if (state !== 'fetching') log.warn('acts could not be read from the damaged file and are fetched', { missing: journal.missingEvents() });
      state = 'fetching';
      options.fetchAgain();
      options.changed();
      stopNext = clock.after(lookAgainMs, foldOrFetch);
      return;
    }
    state = 'folding';
    run(anew?.writeRest() ?? foldAll(), finish);
  };

  const usual = { cacheSize: Number(database.pragma('cache_size', { simple: true })), checkpointPages: Number(database.pragma('wal_autocheckpoint', { simple: true })) };
  const start = (): void => {
    if (file === null || isStopped) return;
    database.pragma(`cache_size = ${cacheWhileReading}`);
    database.pragma(`wal_autocheckpoint = ${checkpointPagesWhileReading}`);
    if (readMeta.get(filesReadKey) !== undefined) foldOrFetch();
    else run(readFile(file), foldOrFetch);
  };

  return {
    begin() {
      if (file === null) return assertWhole(database);
      if (readMeta.get(begunKey) !== undefined) return;
      const first = readFirstOfFile(file);
      journal.installSnapshot(first.entities, first.heads, () => {
        for (const table of Object.keys(first.facts) as FactTable[]) putRows(table, first.facts[table]);
        options.alarmsBack(first.facts.alarms.map(([id]) => String(id)));
        writeMeta.run(begunKey, '1');
      });
      log.warn('the database was damaged; a new one is filled from it', { file, events: first.events });
    },
    start,
    progress: () => ({ state, file, events, missing: state === 'fetching' ? journal.missingEvents() : 0 }),
    stop() {
      isStopped = true;
      stopNext();
    },
  };
}

/** A small file is read whole at the start; the pages of a large one show when they are touched. */
function assertWhole(database: Database): void {
  const bytes = Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }));
  if (bytes > quicklyReadBytes) return;
  const found = String(database.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw new DamagedFileError(found);
}

/** Marks a new database as one that has to be filled from a damaged file. */
export function rebuildFrom(database: Database, file: string): void {
  inTransaction(database, () => {
    const write = database.prepare<[string, string]>('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
    write.run(rebuildFromKey, file);
    write.run('history_incomplete', '1');
  });
}
