import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { DoctorReport } from '#contract/records/station-records.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import type { RecordingHead } from '#domain/recordings/recording.ts';
import { soundDurationMs } from '#domain/recordings/sound-duration.ts';
import { broughtByRecorder, readUploadedCall, soundTypeOf, type UploadedCall } from '#domain/recordings/uploaded-call.ts';
import type { Log } from '../log.ts';
import { isKey, readBody } from './door.ts';

/** Ten minutes of uncompressed speech, and the fields. */
const largestBytes = 16 * 1024 * 1024;
const mostAtOnce = 8;
const bodyWithinMs = 30_000;

export type CallUploadDoor = { checks(): DoctorReport['checks']; close(): Promise<void> };

/**
 * The door for recorders of radio calls, as rdio-scanner has it: trunk-recorder and SDRTrunk need nothing but the address and the key.
 * What carries no key is refused unread beyond its bound; what carries it and cannot be read is answered with what is missing, and
 * `refused` keeps its fields. A call that comes twice is answered like the first time and stored once.
 */
export function openCallUploadDoor(options: {
  listen: string;
  key: string;
  keep: (head: RecordingHead, by: string, data: Uint8Array, durationMs: number) => Promise<Outcome<unknown>>;
  /** What is heard in a call that is kept; resolves when that is on disk. */
  heard: (call: UploadedCall, recordingId: string, durationMs: number) => Promise<unknown>;
  /** Resolves when the fields of an upload that could not be read are in quarantine. */
  refused: (fields: string, reason: string) => Promise<unknown>;
  log: Log;
}): CallUploadDoor {
  const { key, log } = options;
  const at = options.listen.lastIndexOf(':');
  let underWay = 0;
  let taken = 0;
  let fault: string | null = null;

  const take = async (request: IncomingMessage): Promise<readonly [status: number, text: string]> => {
    if (request.url?.split('?', 1)[0] !== '/api/call-upload') return [404, 'Not found'];
    if (request.method !== 'POST') return [405, 'Unsupported method'];
    const type = request.headers['content-type'] ?? '';
    if (!/^multipart\/form-data *;/i.test(type)) return [400, 'Not a multipart content'];
    if (underWay >= mostAtOnce) return [503, 'Too many calls at once'];
    underWay += 1;
    try {
      const body = await readBody(request, { largestBytes, withinMs: bodyWithinMs });
      if (body === null) return [413, 'The call is too large'];
      const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => null);
      if (form === null) return [417, 'multipart: it cannot be read'];
      return await keepCall(form);
    } finally {
      underWay -= 1;
    }
  };
  const keepCall = async (form: FormData): Promise<readonly [number, string]> => {
    const field = (name: string): string | undefined => {
      const value = form.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    if (!isKey(field('key')?.trim() ?? '', key)) return [401, `Invalid API key for system ${numberOf(field('system'))} talkgroup ${numberOf(field('talkgroup'))}.`];
    const sound = form.get('audio');
    const audio = sound === null || typeof sound === 'string' ? new Uint8Array() : new Uint8Array(await sound.arrayBuffer());
    const read = readUploadedCall(field);
    const mimeType = soundTypeOf(audio);
    const call = read.ok && mimeType === null ? failure('incomplete-call', audio.length === 0 ? 'Incomplete call data: no audio' : 'Incomplete call data: the audio is of no kind that can be played') : read;
    if (!call.ok || mimeType === null) {
      const sentence = call.ok ? '' : call.sentence;
      // Recorders ask with `test` whether somebody is there.
      if (field('test') === undefined) await options.refused(fieldsOf(form), sentence);
      return [417, sentence];
    }
    const { talkgroup, system, label, startedAtMs } = call.value;
    const id = `up-${createHash('sha256').update(`${system} ${talkgroup} ${startedAtMs} `).update(audio).digest('hex').slice(0, 32)}`;
    const head: RecordingHead = { id, source: { kind: 'radio', id: String(talkgroup), label: label || `TG ${talkgroup}` }, callId: null, startedAtMs, mimeType, channels: ['radio'] };
    const durationMs = soundDurationMs(audio) ?? 0;
    const kept = await options.keep(head, broughtByRecorder, audio, durationMs);
    if (!kept.ok) return [503, kept.sentence];
    await options.heard(call.value, id, durationMs);
    taken += 1;
    return [200, 'Call imported successfully.'];
  };

  const server = createServer((request, response) => {
    void take(request)
      .catch((error: unknown) => {
        log.defect('an upload could not be taken', error);
        return [500, 'The station could not take it'] as const;
      })
      .then(([status, text]) => {
        if (!request.complete) response.setHeader('connection', 'close');
        response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(`${text}\n`);
      });
  });
  server.on('error', (error) => {
    fault = error.message;
    log.warn('radio calls cannot be brought: the door does not open', { listen: options.listen, fault });
  });
  server.listen(Number(options.listen.slice(at + 1)), options.listen.slice(0, at).replaceAll(/[[\]]/g, ''));
  return {
    checks: () => [
      fault === null
        ? { name: 'call-uploads', state: 'ok', finding: `open at ${options.listen}; ${taken} calls since the station began`, remedy: null }
        : { name: 'call-uploads', state: 'fault', finding: `does not open at ${options.listen}: ${fault}`, remedy: 'Give another address in callUploads.listen, or end what uses this one.' },
    ],
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function numberOf(text: string | undefined): string {
  return /^\d{1,9}$/.test(text ?? '') ? (text ?? '') : '0';
}

/** Everything but the sound and the key, for whoever looks into the quarantine. */
function fieldsOf(form: FormData): string {
  const fields = [...form].filter(([name]) => name !== 'key').map(([name, value]) => [name.slice(0, 100), typeof value === 'string' ? value.slice(0, 1_000) : `${value.size} bytes`] as const);
  return JSON.stringify(Object.fromEntries(fields.slice(0, 50)));
}
