import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CentralDatabase } from '#central/db/central-database.ts';
import type { CentralEngine } from '#central/engine/central-engine.ts';
import { recordings as recordingsMigration } from '#central/db/migrations/0003-recordings.ts';
import type { RecordingPushAnswer } from '#contract/sync/recording-messages.ts';
import type { Act } from '#domain/journal/act.ts';
import { systemClock } from '#ledger/clock.ts';
import type { StationChain } from '#tests/fixtures/station-chain.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { databasesOfBothKinds, engineOn, enrolled, pushed, site, sure } from './central-site.ts';

const drivers = databasesOfBothKinds();

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const startedAtMs = Date.parse('2026-11-27T06:00:00Z');
const kept = (recordingId: string, sound: Uint8Array): Act => ({
  kind: 'recording.kept', recordingId, phone: 'S1', source: { kind: 'phone', id: 'h1/1', label: '0812' }, mimeType: 'audio/webm;codecs=opus', channels: ['caller', 'desk'],
  callId: 'c1', incidentId: 'i1', startedAtMs, durationMs: 1_000, bytes: sound.length, sha256: sha256(sound), endedBy: 'finished',
});

/** A central with recordings of a station; `sent` are the bytes between two places. */
async function centralWith(database: CentralDatabase, reserveBytes = 0) {
  const folder = temporaryFolder();
  const engine = await engineOn(database, systemClock, { folder, reserveBytes });
  const one = await enrolled(engine, 'S1');
  const record = async (recordingId: string, sound: Uint8Array): Promise<void> => {
    one.add(kept(recordingId, sound), { nowMs: Date.now() });
    await pushed(engine, one, one.events.length, one.events.length);
  };
  return { folder, engine, one, record, file: (id: string) => join(folder, `site-${site}`, '2026-11', `${id}.webm`) };
}

async function send(engine: CentralEngine, id: string, sound: Uint8Array, from: number, to: number, how: { station?: string; ofSite?: string; spoilt?: boolean; hash?: string } = {}): Promise<RecordingPushAnswer> {
  const data = Buffer.from(sound.subarray(from, to));
  const digest = sha256(data);
  if (how.spoilt === true) data[0] = (data[0] ?? 0) ^ 1;
  return sure(await engine.forStation(how.ofSite ?? site, how.station ?? 'S1').pushRecording({ recordingId: id, sha256: how.hash ?? sha256(sound), offset: from, data: data.toString('base64'), digest }));
}
const offered = async (engine: CentralEngine, ...recordings: [string, Uint8Array][]) => sure(await engine.forStation(site, 'S1').offerRecordings({ recordings: recordings.map(([id, sound]) => [id, sha256(sound)]) }));

describe.each(drivers)('recordings at central on %s', (_name, open) => {
  test('a recording comes in parts and counts from the moment on at which it is whole, proven and on the disk; every station of the site hears it', async () => {
    const { engine, record, file } = await centralWith(await open());
    const sound = randomBytes(1_000);
    expect(await offered(engine, ['r1', sound]), 'before its act').toMatchObject({ standings: [{ state: 'unknown' }] });
    await record('r1', sound);
    expect(await offered(engine, ['r1', sound], ['r1', randomBytes(9)])).toMatchObject({ standings: [{ state: 'wanted', from: 0 }, { state: 'unknown' }], held: null });
    expect(await send(engine, 'r1', sound, 0, 400)).toEqual({ state: 'taken', next: 400 });
    expect(await send(engine, 'r1', sound, 0, 400), 'once more').toEqual({ state: 'taken', next: 400 });
    expect(await send(engine, 'r1', sound, 600, 1_000), 'too early').toEqual({ state: 'taken', next: 400 });
    expect(await send(engine, 'r1', sound, 300, 700), 'over another').toEqual({ state: 'taken', next: 700 });
    expect(await offered(engine, ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted', from: 700 }] });
    await enrolled(engine, 'S2');
    const pull = (offset: number) => engine.forStation(site, 'S2').pullRecording({ recordingId: 'r1', offset, length: 600 });
    expect(sure(await pull(0)), 'not half of it').toMatchObject({ state: 'refused', code: 'recording-not-sent', sentence: expect.stringContaining('S1') as string });
    expect(existsSync(file('r1'))).toBe(false);
    expect(await send(engine, 'r1', sound, 700, 1_000)).toEqual({ state: 'held' });
    expect(readFileSync(file('r1'))).toEqual(sound);
    expect(await send(engine, 'r1', sound, 0, 400), 'after it is held').toEqual({ state: 'held' });
    const [head, tail] = [sure(await pull(0)), sure(await pull(600))];
    expect(Buffer.concat([head, tail].map((answer) => Buffer.from(answer.state === 'part' ? answer.data : '', 'base64')))).toEqual(sound);
    await engine.recordings.lookThrough();
    expect(await offered(engine)).toEqual({ standings: [], held: 1 });
    expect(await engine.recordings.overview(site)).toMatchObject({ stations: [{ station: 'S1', held: 1, heldBytes: 1_000, awaited: 0, awaitedBytes: 0 }], freeBytes: expect.any(Number) as number });
    expect(readdirSync(join(file('r1'), '..', '..', 'parts')), 'nothing half is left').toEqual([]);
  });

  test('what is not what an act names is refused with its reason, and nothing of it is believed', async () => {
    const { engine, record, file } = await centralWith(await open());
    const [sound, other] = [randomBytes(500), randomBytes(500)];
    await record('r1', sound);
    expect(await send(engine, 'r9', sound, 0, 500)).toMatchObject({ code: 'recording-unknown' });
    expect(await send(engine, 'r1', other, 0, 500), 'a forged hash').toMatchObject({ code: 'recording-other-hash' });
    expect(await send(engine, 'r1', randomBytes(900), 0, 900, { hash: sha256(sound) }), 'oversized').toMatchObject({ code: 'recording-too-large' });
    expect(await send(engine, 'r1', sound, 0, 500, { spoilt: true }), 'a bit that flipped on the way').toMatchObject({ code: 'recording-part-damaged' });
    expect(await offered(engine, ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted', from: 0 }] });
    expect(await send(engine, 'r1', other, 0, 500, { hash: sha256(sound) }), 'another sound under the hash').toMatchObject({ code: 'recording-damaged' });
    expect(existsSync(file('r1'))).toBe(false);
    await enrolled(engine, 'S2');
    expect(await send(engine, 'r1', sound, 0, 500, { station: 'S2' }), 'another station').toMatchObject({ code: 'recording-of-another' });
    await engine.administration.createSite('pamekasan');
    await enrolled(engine, 'S1', 'pamekasan');
    expect(await send(engine, 'r1', sound, 0, 500, { ofSite: 'pamekasan' }), 'another site').toMatchObject({ code: 'recording-unknown' });
    expect(sure(await engine.forStation('pamekasan', 'S1').pullRecording({ recordingId: 'r1', offset: 0, length: 10 }))).toMatchObject({ code: 'recording-unknown' });
    expect(await engine.forStation(site, 'S7').offerRecordings({ recordings: [] })).toMatchObject({ ok: false, code: 'not-enrolled' });
    expect(await send(engine, 'r1', sound, 0, 500)).toEqual({ state: 'held' });
  });

  test('an id belongs to the station that named it first, and a recording that was taken up again is awaited anew', async () => {
    const { engine, record } = await centralWith(await open());
    const [sound, longer] = [randomBytes(300), randomBytes(400)];
    await record('r1', sound);
    expect(await send(engine, 'r1', sound, 0, 300)).toEqual({ state: 'held' });
    const thief: StationChain = await enrolled(engine, 'S2');
    thief.add(kept('r1', longer), { nowMs: Date.now() });
    await pushed(engine, thief, 1, 1);
    expect(await offered(engine, ['r1', sound])).toMatchObject({ standings: [{ state: 'held' }] });
    await record('r1', longer);
    expect(await offered(engine, ['r1', longer], ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted', from: 0 }, { state: 'unknown' }] });
    expect(await send(engine, 'r1', longer, 0, 400)).toEqual({ state: 'held' });
    for (const id of ['../r2', 'r/2', '..']) await record(id, sound);
    expect(await engine.recordings.overview(site), 'a name that would lead elsewhere').toMatchObject({ stations: [{ held: 1, awaited: 0 }] });
  });

  test('a full disk takes no more and says so; what the disk lost or spoilt is wanted again', async () => {
    const database = await open();
    const full = await centralWith({ ...database, close: () => Promise.resolve() }, Number.MAX_SAFE_INTEGER);
    const sound = randomBytes(600);
    await full.record('r1', sound);
    expect(await send(full.engine, 'r1', sound, 0, 600)).toMatchObject({ state: 'refused', code: 'recording-disk-full' });
    expect(readdirSync(full.folder)).toEqual([]);

    const folder = temporaryFolder();
    const engine = await engineOn(database, systemClock, { folder, reserveBytes: 0 });
    const file = join(folder, `site-${site}`, '2026-11', 'r1.webm');
    expect(await send(engine, 'r1', sound, 0, 600)).toEqual({ state: 'held' });
    const backup = readFileSync(file);
    rmSync(file);
    await engine.recordings.lookThrough();
    expect(await offered(engine, ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted', from: 0 }], held: 0 });
    writeFileSync(file, backup);
    expect(await offered(engine, ['r1', sound]), 'its disk was restored').toMatchObject({ standings: [{ state: 'held' }], held: 1 });
    writeFileSync(file, Buffer.concat([backup.subarray(1), backup.subarray(0, 1)]));
    expect(sure(await engine.forStation(site, 'S1').pullRecording({ recordingId: 'r1', offset: 0, length: 10 }))).toMatchObject({ state: 'refused', code: 'recording-not-sent' });
    expect(await offered(engine, ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted' }], held: 0 });
  });

  test('the migration finds the recordings of acts that are there already', async () => {
    const database = await open();
    const { engine, record } = await centralWith(database);
    const [sound, longer] = [randomBytes(100), randomBytes(200)];
    await record('r1', sound);
    await record('r1', longer);
    await record('r2', sound);
    await database.transaction(({ script }) => script(`DROP TABLE recordings; ${recordingsMigration.sql}`));
    expect(await offered(engine, ['r1', longer], ['r2', sound], ['r1', sound])).toMatchObject({ standings: [{ state: 'wanted' }, { state: 'wanted' }, { state: 'unknown' }] });
  });
});
