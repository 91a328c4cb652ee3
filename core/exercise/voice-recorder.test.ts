import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { soundDurationMs } from '#domain/recordings/sound-duration.ts';
import { readUploadedCall } from '#domain/recordings/uploaded-call.ts';
import { resourcesFolder } from '../resources.ts';
import { createVoiceRecorder } from './voice-recorder.ts';

test('the voice of an over is brought as recorders bring it, as long as the over; with nobody there it is said once', async () => {
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => void warnings.push(message), defect: () => undefined };
  const recorder = await createVoiceRecorder({ resources: resourcesFolder(import.meta.url), log });
  const over = { system: 1, talkgroup: 1121, label: 'Darat Kota', radioId: 112_101, startedAtMs: 1_800_000_000_000, durationMs: 3_060 };
  for (let times = 0; times < 2; times += 1) recorder.bring(over);
  await expect.poll(() => warnings).toEqual(['the voices of the exercise do not reach the station']);

  const forms: FormData[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      void new Response(Buffer.concat(parts), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData().then((form) => forms.push(form));
      response.end('Call imported successfully.');
    });
  });
  const [host, port] = recorder.listen.split(':');
  server.listen(Number(port), host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  for (const durationMs of [3_060, 200_000]) recorder.bring({ ...over, durationMs });
  await expect.poll(() => forms.length).toBe(2);
  const durations = await Promise.all(forms.map(async (form) => soundDurationMs(new Uint8Array(await (form.get('audio') as File).arrayBuffer()))));
  expect(durations.sort()).toEqual([3_060, 60_000]);
  const field = (name: string): string | undefined => {
    const value = forms[0]?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  expect(readUploadedCall(field)).toMatchObject({ ok: true, value: { talkgroup: 1121, system: 1, label: 'Darat Kota', startedAtMs: over.startedAtMs, speakers: [{ radioId: 112_101, fromMs: 0 }] } });
  expect(forms[0]?.get('key')).toBe(recorder.key);
});
