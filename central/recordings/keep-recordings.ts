import type { CentralApi } from '#contract/sync/central-api.ts';
import type { RecordingPullAnswer, RecordingPush, RecordingPushAnswer } from '#contract/sync/recording-messages.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { packPart, partDigest } from '#ledger/recording-part.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { siteFor } from '../engine/site-rows.ts';
import { countHeld, countRecordings, heldAfter, readRecordings, setHeld, type RecordingCounts, type RecordingRow } from './named-recordings.ts';
import { createRecordingFiles } from './recording-files.ts';

export type RecordingSettings = {
  /** Where the files are; several centrals on one database may share it. */
  readonly folder: string;
  /** So much of its disk is left to everything else. */
  readonly reserveBytes: number;
};

export type RecordingOverview = { readonly stations: readonly RecordingCounts[]; readonly freeBytes: number | null; readonly reserveBytes: number };

const lookedThroughAtOnce = 200;
const refused = (code: string, sentence: string) => ({ state: 'refused', code, sentence }) as const;

/**
 * Central's place for recordings. Believed is what a station's act names: its hash, its length, its station. A recording counts as held from
 * the moment on at which the whole file was proven and on the disk; whether it still is there is looked at whenever somebody asks.
 */
export function keepRecordings(options: { database: CentralDatabase; clock: Clock; settings: RecordingSettings; log: Log }) {
  const { database, clock, settings, log } = options;
  const files = createRecordingFiles(settings.folder);
  /** One thing at a time with each recording. */
  const turns = new Map<string, Promise<unknown>>();
  let wasFull = false;
  let hasLooked = false;
  let isClosed = false;

  const inTurn = <Value>({ site, recordingId }: RecordingRow, work: () => Promise<Value>): Promise<Value> => {
    const key = `${site}/${recordingId}`;
    const done = (turns.get(key) ?? Promise.resolve()).then(work, work);
    const settled = done.then(() => undefined, () => undefined);
    turns.set(key, settled);
    void settled.then(() => turns.get(key) === settled && turns.delete(key));
    return done;
  };
  /** A file may be gone, or have come back with a restored disk: the row is made to say what is so. */
  const isHeld = (row: RecordingRow): Promise<boolean> =>
    inTurn(row, async () => {
      const isThere = await files.isThere(row);
      if (isThere && row.heldAtMs !== null) return true;
      const isProven = isThere && (await files.isProven(row));
      if (isProven || row.heldAtMs !== null) await setHeld(database, row, isProven ? clock.now() : null);
      return isProven;
    });
  const noteFull = (isFull: boolean): boolean => {
    if (isFull && !wasFull) log.warn('the disk of the recordings is full but for its reserve: no more are taken', { folder: settings.folder });
    return (wasFull = isFull);
  };
  const diskFull = refused('recording-disk-full', "The disk of central's recordings is full; the recording stays where it is.");

  const addPart = async (row: RecordingRow, { offset, data: text, digest }: RecordingPush): Promise<RecordingPushAnswer> => {
    const data = Buffer.from(text, 'base64');
    if (data.length === 0 || offset + data.length > row.bytes) return refused('recording-too-large', `Recording ${row.recordingId} has ${row.bytes} bytes by its act, and not more.`);
    if (partDigest(data) !== digest) return refused('recording-part-damaged', 'The part is not what was sent.');
    const begun = await files.begun(row);
    if (begun < row.bytes) {
      if (offset > begun || offset + data.length <= begun) return { state: 'taken', next: begun };
      if (noteFull((await files.freeBytes()) - data.length < settings.reserveBytes)) return diskFull;
      await files.addPart(row, offset, data);
      const next = await files.begun(row);
      if (next < row.bytes) return { state: 'taken', next };
    }
    // The whole is written once more before its parts go.
    if (noteFull((await files.freeBytes()) - row.bytes < settings.reserveBytes)) return diskFull;
    if (!(await files.finish(row))) return refused('recording-damaged', `What came of recording ${row.recordingId} is not what its act names; it begins again.`);
    await setHeld(database, row, clock.now());
    return { state: 'held' };
  };
  const push = async (site: string, station: string, request: RecordingPush): Promise<RecordingPushAnswer> => {
    const row = (await readRecordings(database, site, [request.recordingId])).get(request.recordingId);
    if (!row) return refused('recording-unknown', `No act of this site names the recording ${request.recordingId}.`);
    if (row.station !== station) return refused('recording-of-another', `Recording ${request.recordingId} is that of station ${row.station}.`);
    if (row.sha256 !== request.sha256) return refused('recording-other-hash', `The act of recording ${request.recordingId} names another hash.`);
    if (await isHeld(row)) return { state: 'held' };
    try {
      return await inTurn(row, () => addPart(row, request));
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
        noteFull(true);
        return diskFull;
      }
      throw error;
    }
  };
  const pull = async (site: string, recordingId: string, offset: number, length: number): Promise<RecordingPullAnswer> => {
    const row = (await readRecordings(database, site, [recordingId])).get(recordingId);
    if (!row) return refused('recording-unknown', `No act of this site names the recording ${recordingId}.`);
    if (!(await isHeld(row))) return refused('recording-not-sent', `Station ${row.station} has not sent this recording to central yet.`);
    // At its beginning, once: what the disk spoilt is asked for again at the station that made it.
    if (offset === 0 && !(await files.isProven(row))) {
      log.warn('a recording is not what it was any more', { site, recordingId });
      await files.setAside(row);
      await setHeld(database, row, null);
      return refused('recording-not-sent', `Central's file of this recording is damaged; station ${row.station} is asked for it again.`);
    }
    return { state: 'part', ...packPart(await files.read(row, offset, length)) };
  };

  return {
    /** What a station of the site may ask. */
    forStation(site: string, station: string): Pick<CentralApi, 'offerRecordings' | 'pushRecording' | 'pullRecording'> {
      const inStanding = async <Value>(answer: () => Promise<Value>): Promise<Outcome<Value>> => {
        const standing = await siteFor(database, site, station);
        return standing.ok ? success(await answer()) : standing;
      };
      return {
        offerRecordings: ({ recordings }) =>
          inStanding(async () => {
            const rows = await readRecordings(database, site, recordings.map(([id]) => id));
            const standings = [];
            for (const [id, sha256] of recordings) {
              const row = rows.get(id);
              if (row?.station !== station || row.sha256 !== sha256) standings.push({ state: 'unknown' } as const);
              else standings.push((await isHeld(row)) ? ({ state: 'held' } as const) : ({ state: 'wanted', from: await files.begun(row) } as const));
            }
            return { standings, held: hasLooked ? await countHeld(database, site, station) : null };
          }),
        pushRecording: (request) => inStanding(() => push(site, station, request)),
        pullRecording: ({ recordingId, offset, length }) => inStanding(() => pull(site, recordingId, offset, length)),
      };
    },
    async overview(site: string): Promise<RecordingOverview> {
      return { stations: await countRecordings(database, site), freeBytes: await files.freeBytes().catch(() => null), reserveBytes: settings.reserveBytes };
    },
    /** Looks whether every file is there that should be, and drops what nobody goes on sending. Stations ask how many are held, and give again what is gone. */
    async lookThrough(): Promise<void> {
      let missing = 0;
      let after = { site: '', recordingId: '' };
      for (let rows; !isClosed && (rows = await heldAfter(database, after, lookedThroughAtOnce)).length > 0; after = rows.at(-1) ?? after) {
        for (const row of rows) if (!isClosed && !(await isHeld(row))) missing += 1;
      }
      hasLooked ||= !isClosed;
      if (missing > 0) log.warn('recordings are gone from the disk; their stations are asked for them again', { missing, folder: settings.folder });
      if (!isClosed) await files.dropOldParts(clock.now());
    },
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all(turns.values());
    },
  };
}

export type KeptRecordings = ReturnType<typeof keepRecordings>;
