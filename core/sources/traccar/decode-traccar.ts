import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { Fix } from '#domain/positions/position.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { readFlag, readInteger, readJsonObject, readMatching, readNumber, readObject, readOwn, readText, type JsonObject } from '../read-json.ts';
import { readAlarms } from './read-alarms.ts';

export type TraccarSettings = { readonly sourceId: string };

const kmhPerKnot = 1.852;
const uniqueIdForm = /^[^\s\p{C}]{1,128}$/u;

/** The tracker's uniqueId (IMEI). Without a device object only Traccar's own number is left: `id:16`, which a profile may map too. */
function readDeviceId(body: JsonObject, carrier: JsonObject): string | null {
  const device = readObject(body, 'device');
  const uniqueId = device && readMatching(device, 'uniqueId', uniqueIdForm);
  if (uniqueId) return uniqueId;
  const number = (device && readInteger(device, 'id', 1)) ?? readInteger(carrier, 'deviceId', 1);
  return number === null ? null : `id:${number}`;
}

type ReadFix = { readonly ok: true; readonly fact: Fact } | { readonly ok: false; readonly reason: string };

/**
 * Speed is in knots; accuracy 0 means unknown; course 0 means north or standing still. A fix that waited in the tracker is not
 * stale by declaration: it is judged by its fix time like any other. The forwarded position id is always 0 and not used.
 */
function readPosition(position: JsonObject, message: Message, sourceId: string, deviceId: string): ReadFix {
  const isDeclaredStale = readFlag(position, 'valid') === false || readFlag(position, 'outdated') === true;
  const coordinates = readCoordinates(position, 'latitude', 'longitude');
  const fixedAtMs = readTimeMs(readOwn(position, 'fixTime'));
  if (isDeclaredStale && (fixedAtMs === null || !coordinates.ok)) return { ok: true, fact: { kind: 'ignored', why: 'the tracker reports without a fix' } };
  if (!coordinates.ok) return coordinates;
  if (fixedAtMs === null) return { ok: false, reason: 'fixTime is not a time' };
  const knots = readNumber(position, 'speed', 0, 2_000);
  const course = readNumber(position, 'course', 0, 360);
  const attributes = readObject(position, 'attributes');
  const fix: Fix = {
    id: `${sourceId}:${deviceId}:${fixedAtMs}`,
    sourceId,
    deviceId,
    ...coordinates.value,
    fixedAtMs,
    receivedAtMs: message.receivedAtMs,
    accuracyM: readNumber(position, 'accuracy', Number.MIN_VALUE, 1e6),
    speedKmh: knots === null ? null : knots * kmhPerKnot,
    headingDeg: course === null || (course === 0 && !knots) ? null : course % 360,
    altitudeM: readNumber(position, 'altitude', -500, 20_000),
    batteryPercent: attributes && readNumber(attributes, 'batteryLevel', 0, 100),
    declaredStale: isDeclaredStale,
  };
  return { ok: true, fact: { kind: 'fix', fix } };
}

/**
 * One press of the button is one alarm, whether it comes as a position, as an event or as both: its id is the device and the
 * device's time, which Traccar copies into the event. Not the fix time: indoors it stays that of the last fix, and a
 * second press would be taken for the first.
 */
function readSos(body: JsonObject, position: JsonObject | null, event: JsonObject | null, message: Message, sourceId: string, deviceId: string): Fact[] {
  const alarms = [position, event].flatMap((each) => readAlarms(each && readObject(each, 'attributes')));
  if (!alarms.includes('sos')) return [];
  const times = [position && readOwn(position, 'deviceTime'), event && readOwn(event, 'eventTime'), position && readOwn(position, 'fixTime'), position && readOwn(position, 'serverTime')];
  const atMs = times.map(readTimeMs).find((time) => time !== null) ?? message.receivedAtMs;
  const device = readObject(body, 'device');
  return [{ kind: 'sos', id: `${sourceId}:${deviceId}:${atMs}`, deviceId, atMs, text: (device && readText(device, 'name')) ?? deviceId }];
}

/** Until June 2024 Traccar's MQTT forwarder sent the name of the topic instead of the position. */
function isTopicName({ topic, payload }: Message): boolean {
  if (payload.byteLength > 300) return false;
  const text = new TextDecoder().decode(payload).trim();
  return text === topic || text === JSON.stringify(topic);
}

/**
 * One message that Traccar forwards: `{"position","device"}` or `{"event","position"?,"device"}`. Events are ignored by their type,
 * except that an `sos` alarm is raised and the position that comes with them is a fix like any other.
 */
export function decodeTraccar(message: Message, { sourceId }: TraccarSettings): Decoded {
  if (isTopicName(message)) return { ok: false, reason: 'the payload is the name of the topic: a fault of Traccar before June 2024, update Traccar' };
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const body = read.value;
  const position = readObject(body, 'position');
  const event = readObject(body, 'event');
  const carrier = position ?? event;
  if (carrier === null) return { ok: false, reason: 'neither position nor event' };
  const deviceId = readDeviceId(body, carrier);
  if (deviceId === null) return { ok: false, reason: 'no device: neither uniqueId nor a device number' };

  const sos = readSos(body, position, event, message, sourceId, deviceId);
  const facts = [...sos];
  if (event !== null) {
    const type = readMatching(event, 'type', /^[A-Za-z]{1,40}$/);
    facts.push({ kind: 'ignored', why: type === null ? 'Traccar event without a type' : `Traccar event ${type}` });
  }
  if (position !== null) {
    const located = readPosition(position, message, sourceId, deviceId);
    if (located.ok) facts.push(located.fact);
    // A person's call for help is never lost for the sake of a bad position.
    else if (sos.length === 0) return located;
    else facts.push({ kind: 'ignored', why: located.reason });
  }
  return { ok: true, facts };
}
