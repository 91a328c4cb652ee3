import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { messageTime } from '../message-time.ts';
import { readFlag, readInteger, readJsonObject, readNumber, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';
import { disconnectTalkgroup, serverVoice, slotKey } from './server-voice.ts';

const greatestId = 16_777_215;
const greatestPeer = 4_294_967_295;
/** A retained state lists every repeater with its settings. */
const maxBytes = 1024 * 1024;
const ignored = (why: string): Decoded => ({ ok: true, facts: [{ kind: 'ignored', why }] });

/**
 * One message of ADN DMR Peer Server: `PREFIX/voice_event`, or `PREFIX/state` with the repeaters that are logged in. Voice is read as the
 * repeater brought it (RX); what the server sends on to others (TX) is the same over again. Never throws.
 */
export function decodeAdn(message: Message, settings: { readonly sourceId: string }): Decoded {
  const read = readJsonObject(message.payload, { maxBytes });
  if (!read.ok) return read;
  const type = readOwn(read.value, 'type');
  if (type === 'voice_event') return decodeVoice(read.value, message, settings.sourceId);
  if (type === 'dashboard_state') return decodeState(read.value, message);
  return typeof type === 'string' ? ignored('a type that is not read') : { ok: false, reason: 'no type' };
}

function decodeVoice(body: JsonObject, message: Message, sourceId: string): Decoded {
  const direction = readOwn(body, 'direction');
  if (direction === 'TX') return ignored('sent on to another repeater');
  if (direction !== 'RX') return { ok: false, reason: 'a direction that is not known' };
  const peer = readInteger(body, 'peer_id', 0, greatestPeer);
  const stream = readInteger(body, 'stream_id', 0, greatestPeer);
  const slot = readInteger(body, 'slot', 1, 2);
  if (peer === null || stream === null || slot === null) return { ok: false, reason: 'a voice event without repeater, stream or slot' };
  const target = readInteger(body, 'dst_id', 1, greatestId);
  const durationS = readNumber(body, 'duration_s');
  const common = serverVoice({
    sourceId,
    ...{ peer, slot, stream, target },
    isGroup: readOwn(body, 'call_family') === 'GROUP',
    radioId: readInteger(body, 'src_id', 1, greatestId),
    ...messageTime(readOwn(body, 'ts'), message),
    receivedAtMs: message.receivedAtMs,
  });
  const said = (rest: Pick<RadioSignal, 'phase'> & Partial<RadioSignal>): Decoded => ({ ok: true, facts: [{ kind: 'radio', signal: radioSignal({ ...common, ...rest }) }] });
  switch (readOwn(body, 'phase')) {
    case 'START':
      return said({ phase: 'start' });
    case 'END':
      // After data the server ends a stream that never was, with a length below zero.
      if (durationS !== null && durationS < 0) return ignored('an end of no over, with a negative length');
      return said({ phase: 'end', durationMs: durationS === null || durationS > 86_400 ? null : Math.round(durationS * 1000) });
    case 'DATA':
      // Each block has a stream of its own: what comes within seconds is one message.
      return said({ phase: 'signalling', data: true, key: slotKey(peer, slot) });
    case 'INGRESS':
      return target === disconnectTalkgroup ? said({ phase: 'signalling', key: slotKey(peer, slot), detail: 'Disconnect' }) : ignored('a stream on its way into the server');
    default:
      return ignored('a phase that is not read');
  }
}

/** The repeaters that are logged in. The state is retained and tells nothing of whether the server still runs. */
function decodeState(body: JsonObject, message: Message): Decoded {
  const masters = readObject(readObject(body, 'ctable') ?? {}, 'MASTERS');
  if (!masters) return { ok: false, reason: 'a state without its masters' };
  const { atMs } = messageTime(readOwn(body, 'ts'), message);
  const facts: Fact[] = [];
  const among = [''];
  for (const system of Object.keys(masters)) {
    const peers = readObject(readObject(masters, system) ?? {}, 'peers') ?? {};
    for (const id of Object.keys(peers)) {
      const peer = readObject(peers, id);
      if (!peer) continue;
      const part = `Repeater ${cleanForeignText(id, 16)}`;
      among.push(part);
      const name = readText(peer, 'callsign', 16) ?? part;
      const isIn = readFlag(peer, 'connected') === true;
      facts.push({ kind: 'producer', state: isIn ? 'live' : 'late', reason: isIn ? null : `${name} is not logged in at the radio server.`, atMs, part });
    }
  }
  const isAny = facts.some((fact) => fact.kind === 'producer' && fact.state === 'live');
  facts.push({ kind: 'producer', state: isAny ? 'live' : 'late', reason: isAny ? null : 'No repeater is logged in at the radio server.', atMs, part: '', among });
  return { ok: true, facts };
}
