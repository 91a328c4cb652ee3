import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '#core/log.ts';
import { inTransaction } from '#core/db/database.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import type { RecordingHead } from '#domain/recordings/recording.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { StationSync } from '#core/sync/station-sync.ts';
import { withoutCentral } from '#core/sync/no-central.ts';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { openJournal } from '#tests/fixtures/open-journal.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createRecordingHandlers } from './handlers.ts';
import { createRecordingsFeature } from './recordings-feature.ts';

const atMs = Date.parse('2026-11-26T20:00:00Z');
const head: RecordingHead = { id: 'r1', source: { kind: 'phone', id: 'h1/1', label: '0812' }, callId: 'c1', startedAtMs: atMs, mimeType: 'audio/webm;codecs=opus', channels: ['caller', 'desk'] };
const sounds = ['satu', 'dua', 'tiga', 'empat'].map((word) => Buffer.from(word));
const piece = (n: number) => ({ n, endMs: 400 * (n + 1), data: sounds[n] ?? Buffer.from('x') });
const host = { operator: 'Sari', seat: 'phone' };

function station(dataDir = temporaryFolder(), recording: object = {}, central: Pick<StationSync, 'pullRecording' | 'status'> = withoutCentral(atMs)) {
  const clock = repeatingClock(atMs);
  const profile = profileOf({ ...smallProfileSource, recording });
  const { database, stores, journal, act } = openJournal(dataDir, clock, profile, {});
  const keep = (work: () => void): boolean => {
    inTransaction(database, work);
    return true;
  };
  const log = createLog(() => undefined, clock.now);
  const recordings = createRecordingsFeature({ dataDir, profile, store: stores.recordings, journal, events: stores.journal, incidentOf: (callId) => stores.calls.readClaim(callId)?.incidentId ?? null, phones: () => [], central: () => central, keep, linksChanged: () => undefined, clock, log });
  const handlers = createRecordingHandlers({ recordings, store: stores.recordings, journal: stores.journal, station: 'S1', hostedBy: ({ seat }) => (seat === 'phone' ? 'S1' : null), callsOf: (incidentId) => stores.incidents.read(incidentId)?.callIds ?? [] });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await recordings.close();
    database.close();
  };
  onTestFinished(close);
  const acts = (): JournalEvent['act'][] => stores.journal.after(0, 1_000).map(({ event }) => event.act).filter(({ kind }) => kind === 'recording.kept');
  return { database, dataDir, clock, stores, recordings, handlers, act, acts, close, file: join(dataDir, 'recordings', '2026-11', 'r1.webm'), tell: (n: number) => recordings.keepPiece('S1', 'Sari', head, piece(n)) };
}
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

test('pieces that come twice, too early or late make the one file, whose hash stands in the journal at its call', async () => {
  const { tell, recordings, stores, acts, file, handlers } = station();
  for (const [n, next] of [[0, 1], [2, 1], [1, 2], [0, 2], [2, 3], [2, 3], [3, 4]] as const) expect(await tell(n)).toEqual({ ok: true, value: { next } });
  expect(await recordings.read(stores.recordings.read('r1'), 0)).toMatchObject({ code: 'recording-open' });
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  const whole = Buffer.concat(sounds);
  expect(readFileSync(file)).toEqual(whole);
  expect(acts()).toEqual([{ kind: 'recording.kept', recordingId: 'r1', phone: 'S1', source: head.source, mimeType: head.mimeType, channels: head.channels, callId: 'c1', incidentId: null, startedAtMs: atMs, durationMs: 1_600, bytes: whole.length, sha256: sha256(whole), endedBy: 'finished' }]);
  expect(stores.recordings.read('r1')).toMatchObject({ state: 'finished', durationMs: 1_600, isSynced: false });
  expect(await tell(3)).toEqual({ ok: true, value: { next: 4 } });
  expect(await handlers['recording.read']({ recordingId: 'r1', offset: 0 }, host, 'q')).toMatchObject({ ok: true, value: { data: whole.toString('base64') } });
});

test('an incident that is opened from the call afterwards finds its recording', async () => {
  const { tell, recordings, act, handlers } = station();
  await tell(0);
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  act(openedAct('i1', { callId: 'c1' }));
  expect(await handlers['recording.list']({ incidentId: 'i1', limit: 5 }, host, 'q')).toMatchObject({ ok: true, value: [{ id: 'r1', callId: 'c1' }] });
  expect(await handlers['recording.list']({ incidentId: 'i2', limit: 5 }, host, 'q')).toEqual({ ok: true, value: [] });
});

test('a core that dies leaves whole pieces; the next goes on behind them, whatever was torn', async () => {
  const first = station();
  for (const n of [0, 1, 2]) await first.tell(n);
  await first.close();
  // A power cut: the last piece is not whole, and something half written stands behind the log.
  truncateSync(first.file, sounds[0]!.length + sounds[1]!.length + 2);
  appendFileSync(`${first.file}.pieces`, '3 16');
  const second = station(first.dataDir);
  expect(second.stores.recordings.read('r1')).toMatchObject({ state: 'open' });
  expect(await second.tell(3)).toEqual({ ok: true, value: { next: 2 } });
  for (const n of [2, 3]) await second.tell(n);
  await second.recordings.end('S1', 'Sari', 'r1', 'finished');
  expect(readFileSync(second.file)).toEqual(Buffer.concat(sounds));
});

test('what a host that died left open has ended by a fault, with all of its pieces, and goes on if its host was alive after all', async () => {
  const { tell, recordings, acts, file, stores, clock } = station();
  await tell(0);
  await recordings.settle('S1', 'Sari', ['r1']);
  expect(stores.recordings.read('r1')).toMatchObject({ state: 'open' });
  await recordings.settle('S1', 'Sari', []);
  expect(stores.recordings.read('r1')).toMatchObject({ state: 'fault', sha256: sha256(sounds[0]!) });
  expect(readFileSync(file)).toEqual(sounds[0]);
  await tell(1);
  clock.move(60_001);
  recordings.upkeep();
  await recordings.end('S1', 'Sari', 'r1', 'fault');
  expect(acts().map((each) => each.kind === 'recording.kept' && [each.durationMs, each.endedBy])).toEqual([[400, 'fault'], [800, 'fault']]);
});

test('a file that is not what was recorded is said to be damaged, and not played', async () => {
  const { tell, recordings, stores, file } = station();
  await tell(0);
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  const data = readFileSync(file);
  data[1] = 0;
  writeFileSync(file, data);
  expect(await recordings.read(stores.recordings.read('r1'), 0)).toMatchObject({ code: 'recording-damaged' });
});

test('rows that were lost with a damaged page come back from the journal, the newest word of each, and one that goes on is left alone', async () => {
  const { database, tell, recordings, stores } = station();
  await tell(0);
  await recordings.end('S1', 'Sari', 'r1', 'fault');
  await tell(1);
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  await recordings.keepPiece('S1', 'Sari', { ...head, id: 'r2' }, piece(0));
  const before = stores.recordings.read('r1');
  database.exec("DELETE FROM recordings WHERE id = 'r1'");
  recordings.upkeep();
  expect(stores.recordings.read('r1')).toEqual(before);
  expect(before).toMatchObject({ state: 'finished', durationMs: 800 });
  expect(stores.recordings.read('r2')).toMatchObject({ state: 'open' });
  expect(await recordings.read(stores.recordings.read('r1'), 0)).toMatchObject({ ok: true });
  // A row that changed by itself is shown to nobody.
  database.exec("UPDATE recordings SET bytes = bytes + 1 WHERE id = 'r1'");
  expect(stores.recordings.read('r1')).toBeUndefined();
});

test('nobody but the phone records; another phone’s recording is not touched; without recording the call goes on', async () => {
  const { handlers, tell, recordings, dataDir } = station();
  const keep = { head, n: 0, endMs: 400, data: 'AAAA' };
  expect(await handlers['recording.keep'](keep, { operator: 'Sari', seat: 'console-1' }, 'q')).toMatchObject({ code: 'not-a-phone' });
  await tell(0);
  expect(await recordings.keepPiece('S2', 'Budi', head, piece(1))).toMatchObject({ code: 'not-a-phone' });
  expect(statSync(join(dataDir, 'recordings', '2026-11', 'r1.webm')).size).toBe(sounds[0]!.length);
  const off = station(undefined, { isOn: false });
  expect(await off.tell(0)).toMatchObject({ code: 'recording-off' });
});

test('what central has confirmed goes when its time is over, and is heard from central; so is one that is damaged here', async () => {
  const whole = Buffer.concat(sounds);
  let isThere = true;
  const central: Pick<StationSync, 'pullRecording' | 'status'> = {
    ...withoutCentral(atMs),
    pullRecording({ offset, length }) {
      if (!isThere) return withoutCentral(atMs).pullRecording({ recordingId: 'r1', offset, length });
      const data = whole.subarray(offset, offset + length);
      return Promise.resolve(success({ state: 'part', data: data.toString('base64'), digest: sha256(data) }));
    },
  };
  const { tell, recordings, stores, file, clock, dataDir } = station(undefined, { keepDays: 1 }, central);
  for (const n of [0, 1, 2, 3]) await tell(n);
  await recordings.end('S1', 'Sari', 'r1', 'finished');
  const upkeep = async (): Promise<void> => {
    recordings.upkeep();
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
  clock.move(3 * 86_400_000);
  await upkeep();
  expect(existsSync(file), 'not confirmed').toBe(true);

  const [unsent] = recordings.toSend.unsent(10);
  recordings.toSend.confirm({ ...unsent!, sha256: 'of an earlier end' }, true);
  expect(stores.recordings.read('r1')).toMatchObject({ isSynced: false });
  recordings.toSend.confirm(unsent!, true);
  expect([recordings.toSend.unsent(10), recordings.toSend.countConfirmed(), recordings.toSend.waiting().count]).toEqual([[], 1, 0]);
  const heard = () => recordings.read(stores.recordings.read('r1'), 0);
  writeFileSync(file, 'rusak');
  expect(await heard(), 'damaged here').toMatchObject({ ok: true, value: { data: whole.toString('base64') } });
  expect(stores.recordings.read('r1')?.removedAtMs).toEqual(expect.any(Number));

  const other = station(undefined, { keepDays: 1 }, central);
  for (const n of [0, 1, 2, 3]) await other.tell(n);
  await other.recordings.end('S1', 'Sari', 'r1', 'finished');
  other.recordings.toSend.confirm(other.recordings.toSend.unsent(1)[0]!, true);
  other.clock.move(3 * 86_400_000);
  other.recordings.upkeep();
  await expect.poll(() => existsSync(other.file)).toBe(false);
  isThere = false;
  await expect.poll(() => other.recordings.read(other.stores.recordings.read('r1'), 0)).toMatchObject({ code: 'recording-at-central' });
  isThere = true;
  expect(await other.recordings.read(other.stores.recordings.read('r1'), 0)).toMatchObject({ ok: true, value: { data: whole.toString('base64') } });
  expect(existsSync(join(dataDir, 'recordings-fetched'))).toBe(true);
});
