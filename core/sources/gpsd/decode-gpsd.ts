import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { Fix } from '#domain/positions/position.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { fixTime } from '../fix-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { readInteger, readJsonObject, readNumber, readOwn, type JsonObject } from '../read-json.ts';
import { splitLines } from './split-lines.ts';

export type GpsdSettings = { readonly sourceId: string };

const kmhPerMetreASecond = 3.6;
const largestPayload = 256 * 1024;
const deviceForm = /^[A-Za-z0-9._-]{1,64}$/;
const simulated = 8;
/** Classes of gpsd's manual that say nothing about where the receiver is. */
const otherClasses = new Set([
  'ACK', 'AIS', 'ATT', 'DEVICE', 'DEVICES', 'ERROR', 'GST', 'IMU', 'LOG', 'OSC', 'POLL', 'PPS', 'RAW', 'RTCM2', 'RTCM3', 'SKY', 'SUBFRAME', 'TOFF', 'VERSION', 'WATCH',
]);

const ignored = (why: string): Fact => ({ kind: 'ignored', why });

/** How far off 95 of 100 fixes are at most, in metres: as gpsd sums it up, or from both directions. Zero is no accuracy that a receiver can have. */
function readAccuracyM(body: JsonObject): number | null {
  const [eph, epx, epy] = ['eph', 'epx', 'epy'].map((key) => readNumber(body, key, Number.MIN_VALUE, 1e6));
  return eph ?? (typeof epx === 'number' && typeof epy === 'number' ? Math.hypot(epx, epy) : null);
}

/** Height above the sea; above the ellipsoid only where nothing else is told. Without a third dimension a receiver knows no height. */
function readAltitudeM(body: JsonObject, mode: number): number | null {
  if (mode < 3) return null;
  return ['altMSL', 'alt', 'altHAE'].map((key) => readNumber(body, key, -500, 20_000)).find((metres) => metres !== null) ?? null;
}

/** One TPV. What gpsd leaves out it does not know: nothing absent is taken for zero. */
function decodeFix(body: JsonObject, message: Message, sourceId: string, deviceId: string): Decoded {
  const mode = readInteger(body, 'mode', 0, 3);
  if (mode === null) return { ok: false, reason: 'mode is not 0 to 3' };
  if (mode < 2) return { ok: true, facts: [ignored('the receiver has no fix')] };
  if (readOwn(body, 'lat') === undefined && readOwn(body, 'lon') === undefined) return { ok: true, facts: [ignored('a fix without coordinates')] };
  if (readOwn(body, 'status') === simulated) return { ok: true, facts: [ignored('a simulated fix')] };
  const coordinates = readCoordinates(body, 'lat', 'lon');
  if (!coordinates.ok) return coordinates;
  const time = readOwn(body, 'time');
  const saidMs = readTimeMs(time);
  if (saidMs === null && time !== undefined) return { ok: false, reason: 'time is not the time of a fix' };
  const timed = fixTime(saidMs, message, sourceId, deviceId);
  if (timed === null) return { ok: true, facts: [ignored('a fix without a time, kept by the broker: nobody knows how old it is')] };
  const metresASecond = readNumber(body, 'speed', 0, 600);
  const track = readNumber(body, 'track', 0, 360);
  const fix: Fix = {
    ...timed,
    sourceId,
    deviceId,
    ...coordinates.value,
    receivedAtMs: message.receivedAtMs,
    accuracyM: readAccuracyM(body),
    speedKmh: metresASecond === null ? null : metresASecond * kmhPerMetreASecond,
    // North, or standing still: only one of them is a heading.
    headingDeg: track === null || (track === 0 && !metresASecond) ? null : track % 360,
    altitudeM: readAltitudeM(body, mode),
    batteryPercent: null,
    declaredStale: false,
  };
  return { ok: true, facts: [{ kind: 'fix', fix }] };
}

function decodeObject(payload: Uint8Array, message: Message, sourceId: string, deviceId: string): Decoded {
  const read = readJsonObject(payload);
  if (!read.ok) return read;
  const type = readOwn(read.value, 'class');
  if (typeof type !== 'string') return { ok: false, reason: 'no class' };
  if (type === 'TPV') return decodeFix(read.value, message, sourceId, deviceId);
  return { ok: true, facts: [ignored(otherClasses.has(type) ? `gpsd ${type}` : 'gpsd object of an unknown class')] };
}

/**
 * One message of a bridge of gpsd: `TPV` objects are fixes of the device that the last level of the topic names, since to gpsd every vehicle's
 * receiver is the same /dev/ttyUSB0. Its other objects and sentences of the receiver are ignored. Of several objects the readable ones count;
 * where none is, the first one's fault is told.
 */
export function decodeGpsd(message: Message, { sourceId }: GpsdSettings): Decoded {
  const { payload } = message;
  if (payload.byteLength === 0) return { ok: true, facts: [ignored('a retained message was cleared')] };
  if (payload.byteLength > largestPayload) return { ok: false, reason: `larger than ${largestPayload} bytes` };
  const deviceId = message.topic.split('/').at(-1) ?? '';
  if (!deviceForm.test(deviceId)) return { ok: false, reason: 'the last level of the topic is no name of a device' };
  const lines = splitLines(payload);
  if (lines === null) return readFault(payload);
  if (lines.objects.length === 0) return { ok: false, reason: lines.hasSentences ? 'NMEA sentences without JSON: let the bridge pass on what gpsd writes' : 'not JSON' };
  const decoded = lines.objects.map((object) => decodeObject(object, message, sourceId, deviceId));
  const fault = decoded.find((each) => !each.ok);
  if (fault && decoded.every((each) => !each.ok)) return fault;
  const facts = decoded.flatMap((each) => (each.ok ? each.facts : [ignored(each.reason)]));
  return { ok: true, facts: lines.hasSentences ? [...facts, ignored('a sentence of the receiver beside the JSON')] : facts };
}

/** What is wrong with bytes that are no lines of gpsd, in the words that every source uses. */
function readFault(payload: Uint8Array): Decoded {
  const read = readJsonObject(payload);
  return { ok: false, reason: read.ok ? 'no lines of gpsd' : read.reason };
}
