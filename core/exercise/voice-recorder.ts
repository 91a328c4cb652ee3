import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { muLawSamples, voiceLasting } from '#domain/recordings/mu-law-wav.ts';
import type { Log } from '../log.ts';

/** An over as a recorder of radio calls knows it when it is over. */
export type RecordedOver = { readonly system: number; readonly talkgroup: number; readonly label: string; readonly radioId: number; readonly startedAtMs: number; readonly durationMs: number };

const sampleRate = 8_000;
const voices = ['low', 'high'] as const;
const sentencesOfVoice = 4;
/** Of a stuck carrier a recorder keeps only the beginning. */
const longestMs = 60_000;
export const recorderSecret = 'exercise-recorder';

/**
 * The recorder of the exercise: brings the voice of each over to the station's door for radio calls, as trunk-recorder and SDRTrunk do. The voices are shipped
 * (`resources/voices`, made by `build/make-voices.mjs`); each radio has one of them.
 */
export async function createVoiceRecorder(options: { resources: string; log: Log }): Promise<{ readonly listen: string; readonly key: string; bring(over: RecordedOver): void }> {
  const listen = `127.0.0.1:${await freePort()}`;
  const key = crypto.randomUUID();
  const files = voices.map((voice) => Array.from({ length: sentencesOfVoice }, (_, index) => muLawSamples(readFileSync(join(options.resources, 'voices', `${voice}-${index + 1}.wav`)))));
  let isUnheard = false;
  return {
    listen,
    key,
    bring({ system, talkgroup, label, radioId, startedAtMs, durationMs }) {
      const sentences = files[radioId % files.length] ?? [];
      const said = sentences[(radioId + Math.floor(startedAtMs / 1_000)) % sentencesOfVoice];
      if (!said) return;
      const form = new FormData();
      const fields = { key, system, talkgroup, talkgroupLabel: label, dateTime: new Date(startedAtMs).toISOString(), timestamp: startedAtMs, source: radioId, sources: JSON.stringify([{ pos: 0, src: radioId }]) };
      for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
      form.append('audio', new Blob([voiceLasting(said, Math.min(durationMs, longestMs), sampleRate)], { type: 'audio/wav' }), 'over.wav');
      void fetch(`http://${listen}/api/call-upload`, { method: 'POST', body: form }).then(
        () => (isUnheard = false),
        (error: unknown) => {
          if (!isUnheard) options.log.warn('the voices of the exercise do not reach the station', { reason: String(error) });
          isUnheard = true;
        },
      );
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
