import { siteCursorSchema, siteStart, type SiteCursor } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import type { Database } from '../db/database.ts';

/** How far a station is that began with a snapshot. `pagesBefore` is null when all pages are here. */
export type Beginning = {
  readonly asOf: SiteCursor;
  readonly pagesBefore: number | null;
  /** Older events are here from this place in the site's order on. */
  readonly historyFrom: number;
};

const keys = {
  cursor: 'sync_cursor',
  lostAt: 'sync_lost_at_ms',
  restored: 'sync_restored',
  beginning: 'sync_beginning',
  giveBack: 'sync_give_back',
  heardUpTo: 'sync_heard_up_to',
} as const;

/** Until when what was found about a restored central is told, and what was given back to it. */
export type Restored = { readonly atMs: number; readonly events: number };

/** What the sync must not forget. Writing happens inside the caller's transaction where there is one. */
export function createSyncStore(database: Database) {
  const readMeta = database.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const writeMeta = database.prepare<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const dropMeta = database.prepare<[string]>('DELETE FROM meta WHERE key = ?');
  const allMarks = database.prepare<[], SiteCursor>('SELECT seq, hash FROM site_marks ORDER BY seq DESC');
  const addMark = database.prepare<[number, string]>('INSERT OR REPLACE INTO site_marks (seq, hash) VALUES (?, ?)');
  const dropMark = database.prepare<[number]>('DELETE FROM site_marks WHERE seq = ?');
  const dropMarksAfter = database.prepare<[number]>('DELETE FROM site_marks WHERE seq > ?');
  const addSignature = database.prepare<[string, number, string]>('INSERT OR REPLACE INTO chain_signatures (station, seq, signature) VALUES (?, ?, ?)');
  const signatureFrom = database.prepare<[string, number, number], { seq: number; signature: string }>(
    'SELECT seq, signature FROM chain_signatures WHERE station = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC LIMIT 1',
  );
  const aside = database.prepare<[string, number, string, number, string]>(
    'INSERT OR IGNORE INTO events_set_aside (station, seq, reason, at_ms, body) VALUES (?, ?, ?, ?, ?)',
  );
  const asideOnce = database.prepare<[string, string, number, string, number]>(
    `INSERT INTO events_set_aside (station, seq, reason, at_ms, body)
     SELECT ?, 0, ?, ?, json_set(?, '$.times', 1) WHERE (SELECT COUNT(*) FROM events_set_aside) < ?
     ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, body = json_set(excluded.body, '$.times', COALESCE(body ->> '$.times', 1) + 1)`,
  );
  const noLongerAside = database.prepare<[string, string]>('DELETE FROM events_set_aside WHERE station = ? AND seq = 0 AND reason = ?');
  const countAside = database.prepare<[], { count: number | null }>("SELECT SUM(COALESCE(body ->> '$.times', 1)) AS count FROM events_set_aside");

  const readJson = <Value>(key: string): Value | null => {
    const row = readMeta.get(key);
    return row ? (JSON.parse(row.value) as Value) : null;
  };
  const writeJson = (key: string, value: unknown): void => {
    if (value === null) dropMeta.run(key);
    else writeMeta.run(key, JSON.stringify(value));
  };

  return {
    /** Null: this station never took anything from central. */
    cursor(): SiteCursor | null {
      const kept = readJson<unknown>(keys.cursor);
      return kept === null ? null : siteCursorSchema.parse(kept);
    },
    setCursor(cursor: SiteCursor): void {
      writeJson(keys.cursor, cursor);
      if (cursor.seq === siteStart.seq) return;
      addMark.run(cursor.seq, cursor.hash);
      for (const seq of marksToDrop(allMarks.all(), cursor.seq)) dropMark.run(seq);
    },
    /** Older places, newest first. */
    marks: (): readonly SiteCursor[] => allMarks.all(),
    rewind(common: SiteCursor): void {
      dropMarksAfter.run(common.seq);
      writeJson(keys.cursor, common);
    },
    lostAtMs: (): number | null => readJson<number>(keys.lostAt),
    setLostAtMs: (atMs: number | null): void => writeJson(keys.lostAt, atMs),
    restored: (): Restored | null => readJson<Restored>(keys.restored),
    setRestored: (restored: Restored): void => writeJson(keys.restored, restored),
    beginning: (): Beginning | null => readJson<Beginning>(keys.beginning),
    setBeginning: (beginning: Beginning | null): void => writeJson(keys.beginning, beginning),
    /** Up to where the feed history of the site was fetched. */
    heardUpTo: (): number => readJson<number>(keys.heardUpTo) ?? 0,
    setHeardUpTo: (n: number): void => writeJson(keys.heardUpTo, n),
    /** By station, behind which running number a restored central lacks its events. */
    toGiveBack: (): Readonly<Record<string, number>> => readJson<Record<string, number>>(keys.giveBack) ?? {},
    setToGiveBack: (plan: Readonly<Record<string, number>>): void => writeJson(keys.giveBack, Object.keys(plan).length === 0 ? null : plan),
    keepSignature: (station: string, seq: number, signature: string): void => {
      addSignature.run(station, seq, signature);
    },
    /** The newest signature of a station over one of its events in that range. */
    signatureWithin: (station: string, from: number, to: number): { readonly seq: number; readonly signature: string } | undefined =>
      signatureFrom.get(station, from, to),
    setAside(station: string, seq: number, reason: string, atMs: number, body: JournalEvent | object): void {
      aside.run(station, seq, reason, atMs, JSON.stringify(body));
    },
    /** What anybody may send as often as he likes: the newest of a station and a reason is kept, and how many there were. */
    setAsideAgain(station: string, reason: string, atMs: number, body: object): void {
      asideOnce.run(station, reason, atMs, JSON.stringify(body), mostAside);
    },
    noLongerAside(station: string, reason: string): void {
      noLongerAside.run(station, reason);
    },
    countSetAside: (): number => countAside.get()?.count ?? 0,
  };
}

export type SyncStore = ReturnType<typeof createSyncStore>;

/** Names are free to whoever writes on a broker without rights. */
const mostAside = 10_000;

/** Of the marks whose distance to the newest has the same power of two, the oldest stays: about 40 reach back to the start. */
function marksToDrop(marks: readonly SiteCursor[], newest: number): number[] {
  const oldestOf = new Map<number, number>();
  for (const { seq } of marks) oldestOf.set(Math.floor(Math.log2(newest - seq + 1)), seq);
  const kept = new Set(oldestOf.values());
  return marks.flatMap(({ seq }) => (kept.has(seq) ? [] : [seq]));
}
