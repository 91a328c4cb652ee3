import type { Decoded, Message } from '#domain/facts/fact.ts';
import { readArray, readMatching, type JsonObject } from '../read-json.ts';
import { contractId, readProducerTime } from './telephony-fields.ts';

const mostWaiting = 1_000;

/**
 * The list of those who wait in a queue (11.1 of the telephony contract), sent every 10 s at least: it shows whose end was not
 * heard. A list that is not whole says nothing and is ignored.
 */
export function decodeQueueState(message: Message, body: JsonObject, queue: string): Decoded {
  const waiting = readArray(body, 'waiting');
  const atMs = readProducerTime(body, 'ts', message.receivedAtMs);
  const callIds = waiting?.map((each) => (typeof each === 'object' && each !== null ? readMatching(each as JsonObject, 'call_id', contractId) : null));
  const isWhole = callIds !== undefined && callIds.length <= mostWaiting && callIds.every((id) => id !== null);
  if (!isWhole || atMs === null) return { ok: true, facts: [{ kind: 'ignored', why: 'the state of a queue without a whole list' }] };
  return { ok: true, facts: [{ kind: 'queue-list', list: { queue, callIds, atMs } }] };
}
