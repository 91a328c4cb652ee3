import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { firstNames } from '../first-names.ts';
import { readArray, readFlag, readInteger, readJsonObject, readObject, readOwn, type JsonObject } from '../read-json.ts';
import { readReceiver, receptionInWords, type Receiver } from './receivers.ts';

const mostNodes = 1_000;
const greatestTalkgroup = 4_294_967_295;
/** Every node with its receivers, places and versions, at about 1 kB. */
const maxBytes = 1024 * 1024;

/**
 * An answer of SvxReflector's `/status`: every node that is logged in, whether it speaks and on which talkgroup. A node is a repeater or a radio
 * on the net; analogue radios have no id, so its call sign is all that is known of the talker. Never throws.
 */
export function decodeReflector(message: Message, settings: { readonly sourceId: string; readonly nodes: readonly string[] }): Decoded {
  const read = readJsonObject(message.payload, { maxBytes });
  if (!read.ok) return read;
  const nodes = readObject(read.value, 'nodes');
  if (!nodes) return { ok: false, reason: 'no status of a reflector' };
  const entries = Object.entries(nodes);
  if (entries.length > mostNodes) return { ok: false, reason: `more than ${mostNodes} nodes` };
  const atMs = message.receivedAtMs;
  const common = { sourceId: settings.sourceId, mode: 'FM', direction: 'network', atMs, receivedAtMs: atMs, timed: false } as const;
  const speaking: RadioSignal[] = [];
  for (const [callsign, node] of entries) {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return { ok: false, reason: 'a node that is no object' };
    const talk = talkOf(node as JsonObject);
    if (typeof talk === 'string') return { ok: false, reason: talk };
    const alias = cleanForeignText(callsign, 32);
    if (talk === null || alias === '') continue;
    const place = `${alias.replaceAll('|', '')}|`;
    speaking.push(radioSignal({ ...common, phase: 'speaking', key: `${place}${talk}`, supersedes: place, alias, talkgroup: talk, detail: receptionInWords(receiversOf(node as JsonObject)) }));
  }
  const silence = radioSignal({ ...common, phase: 'silence', key: '', openKeys: speaking.map(({ key }) => key) });
  const missing = settings.nodes.filter((callsign) => !Object.hasOwn(nodes, callsign));
  const reason = missing.length === 0 ? null : `Not logged in at the reflector: ${firstNames(missing)}.`;
  return {
    ok: true,
    facts: [...[...speaking, silence].map((signal): Fact => ({ kind: 'radio', signal })), { kind: 'producer', state: reason === null ? 'live' : 'late', reason, atMs }],
  };
}

/** The talkgroup on which a node speaks; null while it does not, or the reason why it cannot be read. */
function talkOf(node: JsonObject): number | string | null {
  const isTalker = readOwn(node, 'isTalker') === undefined ? false : readFlag(node, 'isTalker');
  if (isTalker === null) return 'isTalker in an unknown form';
  const talkgroup = readOwn(node, 'tg') === undefined ? 0 : readInteger(node, 'tg', 0, greatestTalkgroup);
  if (talkgroup === null) return 'a talkgroup out of range';
  return isTalker && talkgroup > 0 ? talkgroup : null;
}

/** `qth`: the places of a node, each with its receivers. */
function receiversOf(node: JsonObject): readonly Receiver[] {
  return (readArray(node, 'qth') ?? []).slice(0, 32).flatMap((qth) => {
    const receivers = typeof qth === 'object' && qth !== null && !Array.isArray(qth) ? readObject(qth as JsonObject, 'rx') : null;
    return Object.entries(receivers ?? {}).slice(0, 32).flatMap(([id, rx]) => {
      const receiver = typeof rx === 'object' && rx !== null && !Array.isArray(rx) ? readReceiver(rx as JsonObject, cleanForeignText(id, 8)) : null;
      return receiver ? [receiver] : [];
    });
  });
}
