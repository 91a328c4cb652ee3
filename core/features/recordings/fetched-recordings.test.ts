import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordingPull, RecordingPullAnswer } from '#contract/sync/recording-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createFetchedRecordings } from './fetched-recordings.ts';

const hex = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const named = (id: string, sound: Uint8Array): Recording => ({
  id, source: { kind: 'phone', id: 'h1/1', label: '0812' }, callId: 'c1', startedAtMs: 0, mimeType: 'audio/webm', channels: ['caller', 'desk'], phone: 'S2',
  state: 'finished', durationMs: 1_000, bytes: sound.length, sha256: hex(sound), isSynced: false, removedAtMs: null,
});

function fetching(sounds: Readonly<Record<string, Buffer>>) {
  const folder = join(temporaryFolder(), 'fetched');
  const asked: number[] = [];
  let answer: (request: RecordingPull) => Outcome<RecordingPullAnswer> | null = () => null;
  const fetched = createFetchedRecordings({
    folder,
    pull(request) {
      asked.push(request.offset);
      const data = (sounds[request.recordingId] ?? Buffer.alloc(0)).subarray(request.offset, request.offset + Math.min(request.length, 40_000));
      return Promise.resolve(answer(request) ?? success({ state: 'part', data: data.toString('base64'), digest: hex(data) }));
    },
  });
  return { folder, asked, fetched, answers: (next: typeof answer) => void (answer = next) };
}

test('a recording is fetched part by part, goes on behind what an earlier try left, and is then here', async () => {
  const sound = randomBytes(100_000);
  const { fetched, asked, answers } = fetching({ r1: sound });
  answers(({ offset }) => (offset === 0 ? null : failure('no-central', 'Cut.')));
  expect(await fetched.open(named('r1', sound))).toMatchObject({ code: 'recording-at-central' });
  answers(() => null);
  const opened = await fetched.open(named('r1', sound));
  expect(opened.ok && readFileSync(opened.value)).toEqual(sound);
  expect(asked).toEqual([0, 40_000, 40_000, 80_000]);
  answers(() => failure('no-central', 'Gone.'));
  expect(await fetched.open(named('r1', sound)), 'nobody is asked again').toEqual(opened);
});

test('what a bit was flipped in on the way is asked for again; what is not the sound of its act is not kept', async () => {
  const sound = randomBytes(50_000);
  const { fetched, folder, answers } = fetching({ r1: sound, r2: sound });
  let turn = 0;
  answers(({ offset }) => ((turn += 1) === 1 ? success({ state: 'part', data: sound.subarray(offset + 1, 40_001).toString('base64'), digest: hex(sound) }) : null));
  expect(await fetched.open(named('r1', sound))).toMatchObject({ ok: true });
  const other = { ...named('r2', sound), sha256: hex(Buffer.from('lain')) };
  expect(await fetched.open(other)).toMatchObject({ code: 'recording-damaged' });
  expect(readdirSync(folder).length).toBe(1);
  answers(() => success({ state: 'refused', code: 'recording-not-sent', sentence: 'Station S2 has not sent it.' }));
  expect(await fetched.open(named('r3', sound))).toMatchObject({ code: 'recording-not-sent' });
});

test('of what was fetched the one that was heard longest ago goes first', async () => {
  const sounds = { r1: randomBytes(1_000), r2: randomBytes(1_000), r3: randomBytes(1_000) };
  const { fetched } = fetching(sounds);
  const files = new Map<string, string>();
  for (const [index, [id, sound]] of Object.entries(sounds).entries()) {
    const opened = await fetched.open(named(id, sound));
    if (opened.ok) files.set(id, opened.value);
    utimesSync(files.get(id) ?? '', index + 1, index + 1);
  }
  await fetched.open(named('r1', sounds.r1));
  await fetched.keepTo(2_000);
  expect([...files].filter(([, file]) => existsSync(file)).map(([id]) => id)).toEqual(['r1', 'r3']);
  await fetched.keepTo(0);
  expect([...files.values()].filter((file) => existsSync(file))).toEqual([]);
});
