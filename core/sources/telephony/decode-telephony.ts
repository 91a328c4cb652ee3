import type { Decoded, Message } from '#domain/facts/fact.ts';
import { readJsonObject } from '../read-json.ts';
import { decodeCallEvent } from './decode-call-event.ts';
import { decodeCallState } from './decode-call-state.ts';
import { decodeBeat, decodeLink } from './decode-producer.ts';
import { decodeQueueState } from './decode-queue-state.ts';
import { contractId, refusedVersion } from './telephony-fields.ts';

export type TelephonySettings = {
  readonly sourceId: string;
  readonly siteId: string;
  /** The bridge whose link and beat speak for this source; without it every producer of the site does. */
  readonly producer?: string | undefined;
};

const ignored = (why: string): Decoded => ({ ok: true, facts: [{ kind: 'ignored', why }] });
const topicPath = /^(tel\/calls|tel\/queues|tel\/agents|link|beat)\/([^/]+)(?:\/(event|state))?$/;

/** The reader of a topic's body, `ignored` for what is not kept yet; null for topics that are no telephony. */
function readerOf(group: string, leaf: string): typeof decodeCallEvent | null {
  switch (`${group} ${leaf}`) {
    case 'tel/calls event':
      return decodeCallEvent;
    case 'tel/calls state':
      return decodeCallState;
    case 'tel/queues state':
      return decodeQueueState;
    case 'tel/agents state':
      return () => ignored('the state of an agent');
    case 'link ':
      return decodeLink;
    case 'beat ':
      return decodeBeat;
    default:
      return null;
  }
}

/**
 * One message of the telephony contract, version 1: call events and states, who waits in a queue, the link and beat of the bridge.
 * States of agents are checked and ignored, for nothing of them is kept yet. Never throws.
 */
export function decodeTelephony(message: Message, settings: TelephonySettings): Decoded {
  const prefix = `cc112/v1/${settings.siteId}/`;
  if (!message.topic.startsWith(prefix)) return ignored('a topic of another site or version');
  const [, group = '', id = '', leaf = ''] = topicPath.exec(message.topic.slice(prefix.length)) ?? [];
  const reader = readerOf(group, leaf);
  if (!reader) return ignored('a topic that telephony does not read');
  if (!contractId.test(id)) return { ok: false, reason: 'an id of the topic has letters outside A-Z a-z 0-9 . _ -' };
  const isProducer = group === 'link' || group === 'beat';
  if (isProducer && settings.producer !== undefined && settings.producer !== id) return ignored('another producer');
  if (message.payload.byteLength === 0 && leaf !== 'event') {
    if (group !== 'tel/calls') return ignored('a cleared state');
    return { ok: true, facts: [{ kind: 'call', call: { form: 'cleared', callId: id, atMs: message.receivedAtMs } }] };
  }
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const refused = refusedVersion(read.value);
  return refused === null ? reader(message, read.value, id, settings.sourceId) : { ok: false, reason: refused };
}
