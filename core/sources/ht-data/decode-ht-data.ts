import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { readArray, readFlag, readInteger, readJsonObject, readNumber, readOwn, readText, type JsonObject } from '../read-json.ts';
import { htFix } from './ht-fix.ts';
import { readLrrpLine } from './read-lrrp-line.ts';

const greatestId = 16_777_215;
const longestText = 200;
const mostMessages = 200;
const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/**
 * What a bridge makes of radios' data, one form told from the other by its keys: a text `{direction, peer, local, group, text, state}` or a list
 * of them in `messages`, a status `{radio, status}`, a position `{radio, lat, lon, tst}` in OwnTracks' words and units, or a line of an LRRP
 * file with tabs. Never throws.
 */
export function decodeHtData(message: Message, settings: { readonly sourceId: string }): Decoded {
  const line = readLrrpLine(message, settings.sourceId);
  if (line) return line;
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const list = readArray(read.value, 'messages');
  if (!list) return decodeOne(read.value, message, settings.sourceId);
  if (list.length > mostMessages) return { ok: false, reason: `more than ${mostMessages} messages` };
  const facts: Fact[] = [];
  for (const each of list) {
    const decoded = typeof each === 'object' && each !== null && !Array.isArray(each) ? decodeOne(each as JsonObject, message, settings.sourceId) : null;
    facts.push(...(decoded?.ok === true ? decoded.facts : [ignored('a message in a list that cannot be read')]));
  }
  return { ok: true, facts };
}

function decodeOne(body: JsonObject, message: Message, sourceId: string): Decoded {
  if (readOwn(body, 'lat') !== undefined || readOwn(body, 'lon') !== undefined) return decodePosition(body, message, sourceId);
  if (readOwn(body, 'status') !== undefined) return decodeStatus(body, message, sourceId);
  if (readOwn(body, 'text') !== undefined) return decodeText(body, message, sourceId);
  if (typeof readOwn(body, 'type') === 'string') return { ok: true, facts: [ignored('an event of the gateway')] };
  return { ok: false, reason: 'neither a text nor a status nor a position' };
}

const readId = (body: JsonObject, ...keys: readonly string[]): number | null => keys.map((key) => readInteger(body, key, 1, greatestId)).find((id) => id !== null) ?? null;
const readAt = (body: JsonObject, message: Message, ...keys: readonly string[]): number => keys.map((key) => readTimeMs(readOwn(body, key))).find((atMs) => atMs !== null) ?? message.receivedAtMs;

/** `local` is the gateway's side: of a text that came in the one it was sent to. */
function decodeText(body: JsonObject, message: Message, sourceId: string): Decoded {
  const text = readText(body, 'text', longestText);
  const isOut = readOwn(body, 'direction') === 'out';
  const peer = readId(body, 'peer', 'radio', 'src_id');
  const local = readId(body, 'local', 'dst_id');
  if (text === null) return { ok: false, reason: 'a text without letters' };
  if (peer === null && local === null) return { ok: false, reason: 'a text without a radio' };
  const [from, to] = isOut ? [local, peer] : [peer, local];
  const isGroup = readFlag(body, 'group') === true;
  const createdAtMs = readAt(body, message, 'created_at', 'tst', 'timestamp');
  const number = readInteger(body, 'id', 0) ?? '';
  return {
    ok: true,
    facts: [
      {
        kind: 'radio-message',
        message: {
          id: `${sourceId}:${number}:${from ?? ''}:${createdAtMs}`,
          sourceId,
          direction: isOut ? 'out' : 'in',
          radioId: from,
          talkgroup: isGroup ? to : null,
          privateTo: isGroup ? null : to,
          text,
          statusCode: null,
          state: readText(body, 'state', 20),
          atMs: readAt(body, message, 'updated_at', 'created_at', 'tst', 'timestamp'),
        },
      },
    ],
  };
}

function decodeStatus(body: JsonObject, message: Message, sourceId: string): Decoded {
  const radioId = readId(body, 'radio', 'src_id', 'peer');
  const statusCode = readInteger(body, 'status', 0, 65_535);
  if (radioId === null || statusCode === null) return { ok: false, reason: 'a status without a radio or a code' };
  const atMs = readAt(body, message, 'tst', 'timestamp', 'created_at');
  const talkgroup = readId(body, 'talkgroup');
  const privateTo = talkgroup === null ? readId(body, 'local', 'dst_id') : null;
  return {
    ok: true,
    facts: [
      {
        kind: 'radio-message',
        message: { id: `${sourceId}:status:${radioId}:${atMs}:${statusCode}`, sourceId, direction: 'in', radioId, talkgroup, privateTo, text: readText(body, 'text', longestText), statusCode, state: null, atMs },
      },
    ],
  };
}

function decodePosition(body: JsonObject, message: Message, sourceId: string): Decoded {
  const radioId = readId(body, 'radio', 'src_id', 'peer');
  if (radioId === null) return { ok: false, reason: 'a position without a radio' };
  const place = readCoordinates(body, 'lat', 'lon');
  if (!place.ok) return place;
  const fixedAtMs = readTimeMs(readOwn(body, 'tst'));
  if (fixedAtMs === null) return { ok: false, reason: 'tst is not a time' };
  const measured = {
    accuracyM: readNumber(body, 'acc', Number.MIN_VALUE, 1e6),
    speedKmh: readNumber(body, 'vel', 0, 1_000),
    headingDeg: readNumber(body, 'cog', 0, 360),
    altitudeM: readNumber(body, 'alt', -500, 20_000),
    batteryPercent: readNumber(body, 'batt', 0, 100),
  };
  return { ok: true, facts: [htFix(message, sourceId, radioId, { ...place.value, fixedAtMs, ...measured })] };
}
