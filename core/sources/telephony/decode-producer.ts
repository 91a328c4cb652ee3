import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { readOwn, type JsonObject } from '../read-json.ts';
import { namedWord, readEpoch, readEventTime, readProducerTime } from './telephony-fields.ts';

type ProducerState = 'live' | 'down';

function said(producer: string, state: ProducerState, reason: string | null, atMs: number, ...more: readonly Fact[]): Decoded {
  return { ok: true, facts: [{ kind: 'producer', state, reason, atMs, part: producer }, ...more] };
}

function lostTelephoneSystem(producer: string): string {
  return `The telephone bridge "${producer}" has lost the telephone system.`;
}

/**
 * `link/<producer>`: retained, and the producer's last will. The will was written when the producer connected, so its own time
 * says nothing about when it died: of `offline` the arrival counts. `synced` means that the bridge has told everything it knows.
 */
export function decodeLink(message: Message, body: JsonObject, producer: string): Decoded {
  const status = readOwn(body, 'status');
  if (status === 'offline') return said(producer, 'down', `The telephone bridge "${producer}" is offline.`, message.receivedAtMs);
  if (status !== 'online') return { ok: true, facts: [{ kind: 'ignored', why: `unknown link status ${namedWord(status)}` }] };
  const atMs = readProducerTime(body, 'ts', message.receivedAtMs);
  if (atMs === null) return { ok: false, reason: 'ts is not a time' };
  if (readOwn(body, 'detail') === 'pbx_down') return said(producer, 'down', lostTelephoneSystem(producer), atMs);
  const epoch = readEpoch(body);
  const isSynced = epoch !== null && readOwn(body, 'synced') === true;
  return said(producer, 'live', null, atMs, ...(isSynced ? [{ kind: 'calls-synced', producer, epoch } as const] : []));
}

/** `beat/<producer>`: every 5 s, never retained; one that the broker kept proves nothing. */
export function decodeBeat(message: Message, body: JsonObject, producer: string): Decoded {
  if (message.retained) return { ok: true, facts: [{ kind: 'ignored', why: 'a beat that the broker kept' }] };
  const atMs = readEventTime(body, 'ts', message.receivedAtMs);
  if (atMs === null) return { ok: false, reason: 'ts is not a time' };
  return readOwn(body, 'detail') === 'pbx_down' ? said(producer, 'down', lostTelephoneSystem(producer), atMs) : said(producer, 'live', null, atMs);
}
