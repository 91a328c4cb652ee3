import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { messageTime } from '../message-time.ts';
import { readJsonObject, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';

const whyLost: ReadonlyMap<string, string> = new Map([
  ['auth', 'the password was refused'],
  ['login', 'the login was refused'],
  ['config', 'the configuration was refused'],
  ['timeout', 'the master does not answer'],
  ['network', 'the network was lost'],
  ['session', 'the session ended'],
  ['closed', 'the master closed the connection'],
]);

/**
 * One message of DMRGateway: the state of its links to DMR networks. All networks share one retained topic, so what the broker kept is
 * the last change of one of them and may be weeks old. Voice is not in it. Never throws.
 */
export function decodeDmrGateway(message: Message): Decoded {
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const link = readObject(read.value, 'link');
  if (link) return decodeLink(link, message);
  const status = readObject(read.value, 'status');
  if (!status) return { ok: false, reason: 'neither a link nor a status' };
  return readText(status, 'message') === null
    ? { ok: false, reason: 'a status without a message' }
    : { ok: true, facts: [{ kind: 'ignored', why: 'a notice of the gateway' }] };
}

function decodeLink(link: JsonObject, message: Message): Decoded {
  const network = readText(link, 'network');
  const action = readOwn(link, 'action');
  const reason = readOwn(link, 'reason');
  const { atMs } = messageTime(readOwn(link, 'timestamp'), message);
  const said = (state: 'live' | 'down', sentence: string | null): Decoded => {
    const fact: Fact = { kind: 'producer', state, reason: sentence, atMs, part: network ?? '' };
    return { ok: true, facts: [fact] };
  };
  const why = (typeof reason === 'string' ? whyLost.get(reason) : undefined) ?? 'no reason given';
  switch (action) {
    // The gateway says "linking" after the login succeeded.
    case 'linking':
      return said('live', null);
    case 'failed':
      return said('down', `The gateway could not link to ${network ?? 'its network'}: ${why}.`);
    case 'unlinked':
      return said('down', `The gateway lost its link to ${network ?? 'its network'}: ${why}.`);
    default:
      return { ok: false, reason: 'an action that is not known' };
  }
}
