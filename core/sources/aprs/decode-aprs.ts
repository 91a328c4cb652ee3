import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { metresPerDegree } from '#domain/places/distance.ts';
import type { Fix } from '#domain/positions/position.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { fixTime } from '../fix-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { readFlag, readInteger, readJsonObject, readMatching, readNumber, readOwn, type JsonObject } from '../read-json.ts';
import { packetTimeMs } from './packet-time.ts';

export type AprsSettings = { readonly sourceId: string };

const hourMs = 3_600_000;
const callsign = /^[A-Za-z0-9]{1,9}(-[A-Za-z0-9]{1,8})?$/;
/** Nine printable letters, filled up with blanks. */
const objectName = /^[\x20-\x7e]{1,9}$/;
/** Formats of aprslib that carry no place of their own. */
const placeless = new Set([
  'announcement', 'beacon', 'bulletin', 'group-bulletin', 'invalid', 'message', 'status', 'telemetry', 'telemetry-message', 'thirdparty', 'user-defined', 'wx',
]);
/** Side of the box that is left when so many digits of the minutes are blanked, in degrees: tenth of a minute, minute, ten minutes, degree. */
const boxDegrees = [null, 0.1 / 60, 1 / 60, 10 / 60, 1] as const;

const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/** Whose place it is: the station's that sends, or of an object the object's own, whoever placed it. */
function readDeviceId(body: JsonObject): string | null {
  if (readOwn(body, 'format') !== 'object') return readMatching(body, 'from', callsign);
  const name = readMatching(body, 'object_name', objectName)?.trim();
  return name ? `object:${name}` : null;
}

type Accuracy = { readonly ok: true; readonly accuracyM: number | null } | { readonly ok: false; readonly reason: string };

/** aprslib gives the middle of the box that blanked digits leave; the circle reaches its corners. Without blanks nothing is known. */
function readAccuracy(body: JsonObject, latitude: number): Accuracy {
  if (readOwn(body, 'posambiguity') === undefined) return { ok: true, accuracyM: null };
  const blanked = readInteger(body, 'posambiguity', 0, 4);
  if (blanked === null) return { ok: false, reason: 'posambiguity is not 0 to 4' };
  const side = boxDegrees[blanked];
  // The edge of the box that is nearer to the equator is the longer one.
  const widest = side ? Math.cos((Math.max(0, Math.abs(latitude) - side / 2) * Math.PI) / 180) : 0;
  return { ok: true, accuracyM: side ? (Math.hypot(1, widest) * side * metresPerDegree) / 2 : null };
}

/**
 * The emergency of a Mic-E radio. It is sent with every position until its person turns it off, and has no time of its own: an hour of it is
 * one alarm.
 */
function readEmergency(body: JsonObject, message: Message, sourceId: string, deviceId: string): Fact[] {
  if (readOwn(body, 'format') !== 'mic-e' || readOwn(body, 'mtype') !== 'Emergency') return [];
  const atMs = message.receivedAtMs;
  return [{ kind: 'sos', id: `${sourceId}:${deviceId}:mic-e:${Math.floor(atMs / hourMs)}`, deviceId, atMs, text: deviceId }];
}

function decodePlace(body: JsonObject, message: Message, sourceId: string, deviceId: string): Decoded {
  const coordinates = readCoordinates(body, 'latitude', 'longitude');
  if (!coordinates.ok) return coordinates;
  const accuracy = readAccuracy(body, coordinates.value.latitude);
  if (!accuracy.ok) return accuracy;
  const stamp = readOwn(body, 'raw_timestamp');
  const saidMs = stamp === undefined ? readTimeMs(readOwn(body, 'timestamp')) : packetTimeMs(stamp, message.receivedAtMs);
  // The day or month of what the broker kept cannot be concluded from when it came.
  const timed = fixTime(message.retained && stamp !== undefined ? null : saidMs, message, sourceId, deviceId);
  if (timed === null) return { ok: true, facts: [ignored('a place without a date, kept by the broker: nobody knows how old it is')] };
  const course = readNumber(body, 'course', 0, 360);
  const fix: Fix = {
    ...timed,
    sourceId,
    deviceId,
    ...coordinates.value,
    receivedAtMs: message.receivedAtMs,
    accuracyM: accuracy.accuracyM,
    speedKmh: readNumber(body, 'speed', 0, 2_000),
    // North is 360; 0 is a course that the station does not know.
    headingDeg: course ? course % 360 : null,
    altitudeM: readNumber(body, 'altitude', -500, 20_000),
    batteryPercent: null,
    // A compressed packet may say that its receiver has lost the satellites and that this is where they left it.
    declaredStale: readOwn(body, 'gpsfixstatus') === 0,
  };
  return { ok: true, facts: [{ kind: 'fix', fix }] };
}

/**
 * One packet as aprslib reads it, in JSON. Whatever has a place is a fix of its station, or of its object; a removed object and packets without
 * a place are ignored by their format, and so are texts: they are sent to a callsign and not to the room.
 */
export function decodeAprs(message: Message, { sourceId }: AprsSettings): Decoded {
  if (message.payload.byteLength === 0) return { ok: true, facts: [ignored('a retained message was cleared')] };
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const body = read.value;
  const format = readOwn(body, 'format');
  if (typeof format !== 'string') return { ok: false, reason: 'no format: not a packet of aprslib' };
  if (format === 'object' && readFlag(body, 'alive') === false) return { ok: true, facts: [ignored('APRS object that was removed')] };
  const hasPlace = readOwn(body, 'latitude') !== undefined || readOwn(body, 'longitude') !== undefined;
  if (!hasPlace && placeless.has(format)) return { ok: true, facts: [ignored(`APRS ${format}`)] };
  const deviceId = readDeviceId(body);
  if (deviceId === null) return { ok: false, reason: format === 'object' ? 'object_name names no object' : 'from is no callsign' };
  const emergency = readEmergency(body, message, sourceId, deviceId);
  const located: Decoded = hasPlace ? decodePlace(body, message, sourceId, deviceId) : { ok: true, facts: [ignored('APRS packet of an unknown format without a place')] };
  if (located.ok) return { ok: true, facts: [...emergency, ...located.facts] };
  // A person's call for help is never lost for the sake of a bad position.
  return emergency.length > 0 ? { ok: true, facts: [...emergency, ignored(located.reason)] } : located;
}
