import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { messageTime } from '../message-time.ts';
import { readJsonObject, readObject, readOwn } from '../read-json.ts';
import { decodeLogLine } from './decode-log.ts';
import { decodeFm, decodeHost, decodeQuality, hearing } from './decode-host.ts';
import { ignored, rejected, type MmdvmReader } from './mmdvm-reader.ts';
import { decodeCallsignVoice, decodeNumberedVoice } from './decode-voice.ts';

const readers: ReadonlyMap<string, MmdvmReader> = new Map<string, MmdvmReader>([
  ['MMDVM', decodeHost],
  ['RSSI', decodeQuality],
  ['BER', decodeQuality],
  ['Text', decodeQuality],
  ['DMR', decodeNumberedVoice],
  ['P25', decodeNumberedVoice],
  ['NXDN', decodeNumberedVoice],
  ['D-Star', decodeCallsignVoice],
  ['YSF', decodeCallsignVoice],
  ['FM', decodeFm],
  ['POCSAG', () => ignored('a paging message')],
  ['M17', () => ignored('a mode that is no longer made')],
]);

export type MmdvmSettings = {
  readonly sourceId: string;
  /** The modes that the site's radios speak; in any other the host is deaf to them. */
  readonly modes?: readonly string[];
};

/**
 * One message of MMDVM-Host: NAME/json of versions from 2023 on, in all three dialects of field names and times, told apart by the
 * fields that are there. NAME/response only shows that the host lives. Never throws.
 */
export function decodeMmdvm(message: Message, settings: MmdvmSettings): Decoded {
  if (message.topic.endsWith('/response')) return { ok: true, facts: [ignored('an answer of the host')] };
  if (message.topic.endsWith('/log')) return { ok: true, facts: [decodeLogLine(message, settings)] };
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const facts: Fact[] = [];
  for (const name of Object.keys(read.value)) {
    const reader = readers.get(name);
    if (!reader) continue;
    const body = readObject(read.value, name);
    if (!body) return { ok: false, reason: `${name} is not an object` };
    const { atMs, timed } = messageTime(readOwn(body, 'timestamp'), message);
    const object = { name, body, sourceId: settings.sourceId, atMs, timed, receivedAtMs: message.receivedAtMs };
    const fact = reader(object);
    if (fact.kind === rejected) return { ok: false, reason: fact.reason };
    facts.push(fact, ...hearing(fact, settings.modes ?? ['DMR'], object));
  }
  return facts.length === 0 ? { ok: false, reason: 'none of the objects of MMDVM-Host' } : { ok: true, facts };
}
