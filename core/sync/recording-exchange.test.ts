import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CentralApi } from '#contract/sync/central-api.ts';
import type { RecordingPushAnswer } from '#contract/sync/recording-messages.ts';
import { failure, success, type Failure } from '#domain/outcome/outcome.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { createRecordingExchange } from './recording-exchange.ts';
import type { SyncParts } from './sync-parts.ts';

const sound = randomBytes(100_000);
const sha256 = createHash('sha256').update(sound).digest('hex');
const recording = (id: string, startedAtMs: number): Recording => ({
  id, source: { kind: 'phone', id: 'h1/1', label: '0812' }, callId: null, startedAtMs, mimeType: 'audio/webm', channels: ['caller', 'desk'], phone: 'S1',
  state: 'finished', durationMs: 1_000, bytes: sound.length, sha256, isSynced: false, removedAtMs: null,
});

/** An exchange with a central that answers as told, and recordings in memory. */
function exchange(ids: readonly string[]) {
  let atMs = 0;
  const own = new Map(ids.map((id, index) => [id, recording(id, index)]));
  const central = { held: new Set<string>(), begun: new Map<string, number>(), lookedThrough: true, answer: (): RecordingPushAnswer | Failure | null => null, asked: [] as string[] };
  const api: Pick<CentralApi, 'offerRecordings' | 'pushRecording' | 'pullRecording'> = {
    offerRecordings({ recordings }) {
      central.asked.push(`offer ${recordings.map(([id]) => id).join()}`);
      const standings = recordings.map(([id]) => (central.held.has(id) ? ({ state: 'held' } as const) : id.startsWith('unknown') ? ({ state: 'unknown' } as const) : ({ state: 'wanted', from: central.begun.get(id) ?? 0 } as const)));
      return Promise.resolve(success({ standings, held: central.lookedThrough ? central.held.size : null }));
    },
    pushRecording({ recordingId: id, offset, data }) {
      central.asked.push(`push ${id} ${offset}`);
      const told = central.answer();
      if (told) return Promise.resolve('ok' in told ? told : success(told));
      const next = offset + Buffer.from(data, 'base64').length;
      central.begun.set(id, next);
      if (next < sound.length) return Promise.resolve(success({ state: 'taken', next }));
      central.held.add(id);
      return Promise.resolve(success({ state: 'held' }));
    },
    pullRecording: () => Promise.resolve(failure('no-central', 'Not asked here.')),
  };
  const damaged = new Set<string>();
  const lost: Failure[] = [];
  const contact = { call: <Value>(ask: () => Promise<Value>): Promise<Value> => ask(), answered: () => undefined, lost: (why: Failure) => void lost.push(why), isUp: () => true };
  const parts = { central: api, contact, steadyMs: () => atMs, time: { roundTripMs: () => 0 }, log: { info: () => undefined, warn: () => undefined, defect: () => undefined }, changed: () => undefined } as unknown as SyncParts;
  const made = createRecordingExchange({
    ...parts,
    isUrgent: () => false,
    random: () => 0.5,
    pause: () => Promise.resolve(),
    recordings: {
      unsent: (limit) => [...own.values()].filter(({ isSynced, removedAtMs }) => !isSynced && removedAtMs === null).slice(0, limit),
      confirmedAfter: (place, limit) => [...own.values()].filter((each) => each.isSynced && each.startedAtMs > place.startedAtMs).slice(0, limit),
      countConfirmed: () => [...own.values()].filter(({ isSynced }) => isSynced).length,
      waiting: () => ({ count: 0, bytes: 0, oldestAtMs: null }),
      isProven: ({ id }) => Promise.resolve(!damaged.has(id)),
      part: (_recording, offset, length) => Promise.resolve(sound.subarray(offset, offset + length)),
      confirm: ({ id }, isHeld) => void own.set(id, { ...own.get(id)!, isSynced: isHeld }),
    },
  });
  const work = async (): Promise<void> => {
    for (let steps = 0; (await made.step()) && steps < 100; steps += 1);
  };
  return { made, own, central, damaged, lost, work, synced: () => [...own.values()].filter(({ isSynced }) => isSynced).map(({ id }) => id), wait: (ms: number) => void (atMs += ms) };
}

test('recordings go the oldest first, from where central is; what it has already is not sent', async () => {
  const { work, central, synced } = exchange(['r1', 'r2', 'r3']);
  central.begun.set('r1', 90_000);
  central.held.add('r2');
  await work();
  expect(synced()).toEqual(['r1', 'r2', 'r3']);
  expect(central.asked.filter((each) => /r[12] /.test(each))).toEqual(['push r1 90000']);
});

test('one that cannot be read, or that central does not know yet, keeps back no other, and is tried again', async () => {
  const { work, central, damaged, synced, wait, made } = exchange(['r1', 'unknown', 'r3']);
  damaged.add('r1');
  await work();
  expect(synced()).toEqual(['r3']);
  damaged.clear();
  central.held.add('unknown');
  wait(6_500);
  await work();
  expect(synced()).toEqual(['unknown', 'r3']);
  wait(800_000);
  await work();
  expect(synced()).toEqual(['r1', 'unknown', 'r3']);
  expect(made.reason()).toBeNull();
});

test('a central whose disk is full, or that knows nothing of recordings, is left alone for a while and counts as there; a line that breaks is lost', async () => {
  for (const told of [{ state: 'refused', code: 'recording-disk-full', sentence: 'Full.' } as const, failure('central-refused', 'No such address.')]) {
    const { work, central, synced, wait, lost, made } = exchange(['r1', 'r2']);
    central.answer = () => told;
    await work();
    await work();
    expect(central.asked.filter((each) => each.startsWith('push')).length).toBe(1);
    expect([made.reason()?.sentence, lost]).toEqual([told.sentence, []]);
    central.answer = () => null;
    wait(80_000);
    await work();
    expect([synced(), made.reason()]).toEqual([['r1', 'r2'], null]);
  }
  const broken = exchange(['r1']);
  broken.central.answer = () => failure('no-central', 'Cut.');
  await broken.work();
  expect(broken.lost).toMatchObject([{ code: 'no-central' }]);
});

test('a part that was damaged on the way is sent again, and what is more urgent breaks one off without losing central', async () => {
  const { work, central, synced, made, lost } = exchange(['r1']);
  let turn = 0;
  central.answer = (): RecordingPushAnswer | Failure | null => {
    turn += 1;
    if (turn === 1) return { state: 'refused', code: 'recording-part-damaged', sentence: 'Damaged.' };
    if (turn > 2) return null;
    made.giveWay();
    return failure('no-central', 'Broken off.');
  };
  await work();
  expect([synced(), lost]).toEqual([['r1'], []]);
});

test('a central that holds fewer than it confirmed is given again what it lost, as soon as it has looked', async () => {
  const { work, central, synced, own, wait, made } = exchange(['r1', 'r2', 'r3', 'r4']);
  await work();
  expect(synced().length).toBe(4);
  own.set('r4', { ...own.get('r4')!, removedAtMs: 1 });
  central.held = new Set(['r2']);
  central.begun.clear();
  central.lookedThrough = false;
  made.cameBack();
  await work();
  expect(synced().length).toBe(4);
  central.lookedThrough = true;
  wait(13_000);
  await work();
  expect(synced(), 'the one that is here no more is lost, and not said to be at central').toEqual(['r1', 'r2', 'r3']);
  expect([...central.held].sort()).toEqual(['r1', 'r2', 'r3']);
});
