import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { freePort } from '#tests/integration/mosquitto.ts';

const run = promisify(execFile);
/** 100 ms of silence. */
const wav = Buffer.concat([Buffer.from('RIFF____WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\x80\x3e\0\0\x01\0\x08\0data\x40\x06\0\0', 'latin1'), Buffer.alloc(1_600, 128)]);
const startedAtMs = Date.parse('2026-11-27T06:00:00.500Z');
/** As curl sends the example of rdio-scanner's own guide. */
const call = { audioName: 'audio.wav', audioType: 'audio/x-wav', dateTime: '2026-11-27T06:00:00.500Z', frequencies: '[]', frequency: '774031250', key: 'kunci', patches: '[]', source: '4424000', sources: '[]', system: '11', talkgroup: '54241', talkgroupLabel: 'TDB A1' };

async function stationWithDoor() {
  const dataDir = temporaryFolder();
  const port = await freePort();
  const { core, clock, seat, troubles } = coreOnDisk({ dataDir, profile: { ...smallProfileSource, callUploads: { listen: `127.0.0.1:${port}`, keySecret: 'rekam' } }, secrets: { rekam: 'kunci' } });
  const url = `http://127.0.0.1:${port}/api/call-upload`;
  const post = async (fields: Record<string, string | undefined>, audio: Uint8Array | null = wav): Promise<string> => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
    if (audio !== null) form.append('audio', new Blob([new Uint8Array(audio)]), 'audio.wav');
    const ticking = setInterval(() => clock.move(10), 5);
    const answer = await fetch(url, { method: 'POST', body: form }).finally(() => clearInterval(ticking));
    return `${answer.status} ${(await answer.text()).trim()}`;
  };
  await expect.poll(() => fetch(url).then(({ status }) => status, () => 0)).toBe(405);
  return { core, clock, dataDir, seat: seat(), post, url, troubles };
}

test('a call that a recorder brings is stored once with its hash in the journal, and can be heard', async () => {
  const { seat, post, dataDir, core } = await stationWithDoor();
  expect(await post(call)).toBe('200 Call imported successfully.');
  expect(await post(call)).toBe('200 Call imported successfully.');
  const sha256 = createHash('sha256').update(wav).digest('hex');
  const [recording, ...others] = await seat.do('recording.list', {});
  expect(others).toEqual([]);
  expect(recording).toMatchObject({ source: { kind: 'radio', id: '54241', label: 'TDB A1' }, startedAtMs, durationMs: 100, mimeType: 'audio/wav', state: 'finished', sha256, phone: 'call-upload' });
  expect(readFileSync(join(dataDir, 'recordings', '2026-11', `${recording!.id}.wav`))).toEqual(wav);
  expect(core.examine({ thorough: false }).checks.find(({ name }) => name === 'call-uploads')).toMatchObject({ state: 'ok', finding: expect.stringContaining('2 calls') as string });
});

test('a call that nobody else heard is a transmission, and its sound; one that comes twice is no second one', async () => {
  const { seat, post } = await stationWithDoor();
  const log = seat.follow('transmissions', {});
  const shown = (): unknown[] => log.items().map(({ sourceId, radioId, talkgroup, durationMs, mergedInto }) => [sourceId, radioId, talkgroup, durationMs, mergedInto]);
  await post({ ...call, talkgroup: '112', source: '5101234' });
  await post({ ...call, talkgroup: '112', source: '5101234' });
  await seat.flow();
  expect(shown()).toEqual([['call-uploads', 5_101_234, 112, 100, null]]);
  const [own] = log.items();
  const [recording] = await seat.do('recording.list', {});
  expect(await seat.do('transmission.sound', { transmissionId: own!.id })).toEqual({ sound: { recordingId: recording!.id, fromMs: 0 } });
  expect(await seat.do('transmission.sound', { transmissionId: 'nobody' })).toEqual({ sound: null });
});

test('curl brings a call as rdio-scanner’s own guide has it', async () => {
  const { seat, url, dataDir, clock } = await stationWithDoor();
  const file = join(dataDir, 'audio.wav');
  writeFileSync(file, wav);
  const fields = Object.entries(call).flatMap(([name, value]) => ['-F', `${name}=${value}`]);
  const ticking = setInterval(() => clock.move(10), 5);
  const { stdout } = await run('curl', ['-sS', '-w', ' %{http_code}', url, '-F', `audio=@${file};type=audio/x-wav`, ...fields]).finally(() => clearInterval(ticking));
  expect(stdout).toBe('Call imported successfully.\n 200');
  expect(await seat.do('recording.list', {})).toMatchObject([{ source: { id: '54241' }, durationMs: 100 }]);
});

test('who has not the key is refused and nothing of theirs is kept', async () => {
  const { seat, post } = await stationWithDoor();
  expect(await post({ ...call, key: 'lain' })).toBe('401 Invalid API key for system 11 talkgroup 54241.');
  expect(await post({ ...call, key: undefined, talkgroup: '<x>' })).toBe('401 Invalid API key for system 11 talkgroup 0.');
  expect(await seat.do('recording.list', {})).toEqual([]);
  expect(await seat.do('source.counts', {})).toEqual([]);
});

test('what is incomplete is answered as recorders expect it and goes to quarantine, but not what only asks whether somebody is there', async () => {
  const { seat, post, url } = await stationWithDoor();
  expect(await post({ key: 'kunci', system: '11', test: '1' }, null)).toBe('417 Incomplete call data: no talkgroup');
  const quarantine = seat.follow('quarantine', {});
  await seat.flow();
  expect(quarantine.items()).toEqual([]);
  expect(await post(call, null)).toBe('417 Incomplete call data: no audio');
  expect(await post(call, Buffer.from('halo'))).toContain('417 Incomplete call data: the audio is of no kind');
  await seat.flow();
  expect(quarantine.items().map(({ sourceId, reason }) => [sourceId, reason])).toContainEqual(['call-uploads', 'Incomplete call data: no audio']);
  const raw = async (body: BodyInit, type: string): Promise<number> => (await fetch(url, { method: 'POST', body, headers: { 'content-type': type } })).status;
  expect(await raw('key=kunci', 'application/x-www-form-urlencoded')).toBe(400);
  expect(await raw('--b\r\nkey', 'multipart/form-data; boundary=b')).toBe(417);
  expect(await raw(new Uint8Array(17 * 1024 * 1024), 'multipart/form-data; boundary=b').catch(() => 413)).toBe(413);
  expect(await post(call)).toBe('200 Call imported successfully.');
});

test('without its secret the door stays shut, and the doctor says so', () => {
  const { core } = coreOnDisk({ dataDir: temporaryFolder(), profile: { ...smallProfileSource, callUploads: { listen: '127.0.0.1:1', keySecret: 'rekam' } } });
  expect(core.examine({ thorough: false }).checks.find(({ name }) => name === 'call-uploads')).toMatchObject({ state: 'fault', finding: 'shut: the secret rekam is missing' });
});
