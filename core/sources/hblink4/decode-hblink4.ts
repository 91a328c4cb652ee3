import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { messageTime } from '../message-time.ts';
import { readFlag, readInteger, readJsonObject, readMatching, readNumber, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';

const greatestId = 16_777_215;
const greatestRepeater = 4_294_967_295;
const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/**
 * One event of HBlink4: `{type, timestamp, data}`. Start and end of a stream share its id. A repeater that leaves takes its streams
 * along. Never throws.
 */
export function decodeHblink4(message: Message, settings: { readonly sourceId: string }): Decoded {
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const type = readMatching(read.value, 'type', /^[a-z0-9_]{1,40}$/);
  if (type === null) return { ok: false, reason: 'no type' };
  const data = readObject(read.value, 'data');
  if (!data) return { ok: false, reason: 'data is not an object' };
  const time = messageTime(readOwn(read.value, 'timestamp'), message);
  switch (type) {
    case 'stream_start':
    case 'stream_update':
    case 'stream_end': {
      const signal = streamSignal(type, data, { ...time, sourceId: settings.sourceId, receivedAtMs: message.receivedAtMs });
      return signal ? { ok: true, facts: [{ kind: 'radio', signal }] } : { ok: false, reason: 'a stream without an id or a slot' };
    }
    case 'repeater_connected':
    case 'repeater_disconnected':
      return decodeRepeater(type, data, { ...time, sourceId: settings.sourceId, receivedAtMs: message.receivedAtMs });
    default:
      return { ok: true, facts: [ignored('an event that is not read')] };
  }
}

type Envelope = { readonly sourceId: string; readonly atMs: number; readonly timed: boolean; readonly receivedAtMs: number };

function streamSignal(type: 'stream_start' | 'stream_update' | 'stream_end', data: JsonObject, envelope: Envelope): RadioSignal | null {
  const stream = readMatching(data, 'stream_id', /^[0-9A-Za-z-]{1,40}$/);
  const slot = readInteger(data, 'slot', 1, 2);
  if (stream === null || slot === null) return null;
  const place = `${readInteger(data, 'repeater_id', 0, greatestRepeater) ?? ''}:${slot}|`;
  const target = readInteger(data, 'dst_id', 1, greatestId);
  const isPrivate = readOwn(data, 'call_type') === 'private';
  const durationS = type === 'stream_end' ? readNumber(data, 'duration', 0, 86_400) : null;
  const isAssumed = readFlag(data, 'is_assumed') === true;
  const isLost = readOwn(data, 'end_reason') !== 'terminator';
  return radioSignal({
    ...envelope,
    mode: 'DMR',
    key: `${place}${stream}`,
    supersedes: type === 'stream_start' ? place : null,
    phase: type === 'stream_start' ? (isAssumed ? 'late-entry' : 'start') : type === 'stream_update' ? 'quality' : isLost ? 'lost' : 'end',
    slot,
    direction: 'network',
    data: readFlag(data, 'is_data') === true,
    radioId: readInteger(data, 'src_id', 1, greatestId),
    talkgroup: isPrivate ? null : target,
    privateCallTo: isPrivate ? target : null,
    durationMs: durationS === null ? null : Math.round(durationS * 1000),
  });
}

function decodeRepeater(type: 'repeater_connected' | 'repeater_disconnected', data: JsonObject, envelope: Envelope): Decoded {
  const id = readInteger(data, 'repeater_id', 0, greatestRepeater);
  if (id === null) return { ok: false, reason: 'a repeater without an id' };
  const { sourceId, atMs, timed, receivedAtMs } = envelope;
  const part = String(id);
  const place = { sourceId, mode: 'DMR', key: `${part}:`, atMs, timed, receivedAtMs };
  if (type === 'repeater_connected') {
    return { ok: true, facts: [{ kind: 'radio', signal: radioSignal({ ...place, phase: 'host-back' }) }, { kind: 'producer', state: 'live', reason: null, atMs, part }] };
  }
  const callsign = readText(data, 'callsign', 16);
  const name = callsign === null || callsign === 'Unknown' ? part : callsign;
  const isRefused = readOwn(data, 'reason') === 'auth_failed';
  const reason = isRefused ? `The radio server refused the password of repeater ${name}.` : `Repeater ${name} is no longer logged in at the radio server.`;
  return {
    ok: true,
    facts: [
      { kind: 'radio', signal: radioSignal({ ...place, phase: 'host-idle' }) },
      { kind: 'producer', state: 'late', reason, atMs, part },
    ],
  };
}
