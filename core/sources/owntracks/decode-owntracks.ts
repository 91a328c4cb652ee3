import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import type { Fix } from '#domain/positions/position.ts';
import { readTimeMs } from '#domain/time/read-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { readJsonObject, readNumber, readOwn, type JsonObject } from '../read-json.ts';

export type OwntracksSettings = { readonly sourceId: string };

/** Last level of the topics that do not carry the device's own location. */
const sideTopics = new Set(['event', 'waypoint', 'waypoints', 'status', 'step', 'steps', 'beacon', 'dump', 'info', 'cmd', 'request']);
/** Types of the OwnTracks booklet that the room has no use for. */
const unusedTypes = new Set(['beacon', 'card', 'cmd', 'configuration', 'dump', 'request', 'status', 'steps', 'waypoint', 'waypoints']);
/** The phone apps leave these out when they are zero; who sends none of them does not follow that habit. */
const zeroWhenAbsent = ['acc', 'alt', 'cog', 'vac', 'vel'];

/** `user/device` of `…/<user>/<device>[/<side topic>]`: the name under which the profile maps a phone to a unit. */
function readDeviceId(topic: string): string | null {
  const levels = topic.split('/');
  if (levels.length > 3 && sideTopics.has(levels.at(-1) ?? '')) levels.pop();
  const [user, device] = levels.slice(-2);
  return levels.length >= 3 && user && device ? `${user}/${device}` : null;
}

function readFix(body: JsonObject, message: Message, sourceId: string, deviceId: string): { ok: true; fix: Fix } | { ok: false; reason: string } {
  const coordinates = readCoordinates(body, 'lat', 'lon');
  if (!coordinates.ok) return coordinates;
  const fixedAtMs = readTimeMs(readOwn(body, 'tst'));
  if (fixedAtMs === null) return { ok: false, reason: 'tst is not the time of a fix' };
  const isZeroWhenAbsent = zeroWhenAbsent.some((key) => Object.hasOwn(body, key));
  const measure = (key: string, min: number, max: number): number | null =>
    isZeroWhenAbsent && !Object.hasOwn(body, key) ? 0 : readNumber(body, key, min, max);
  // A transition names the border that was crossed and has no speed of its own.
  const isLocation = readOwn(body, '_type') === 'location';
  const speedKmh = isLocation ? measure('vel', 0, 2_000) : null;
  const course = isLocation ? measure('cog', 0, 360) : null;
  const fix: Fix = {
    id: `${sourceId}:${deviceId}:${fixedAtMs}`,
    sourceId,
    deviceId,
    ...coordinates.value,
    fixedAtMs,
    receivedAtMs: message.receivedAtMs,
    // Zero metres is no accuracy that a phone can have: it does not know.
    accuracyM: readNumber(body, 'acc', Number.MIN_VALUE, 1e6),
    speedKmh,
    // North, or standing still: only one of them is a heading.
    headingDeg: course === null || (course === 0 && !speedKmh) ? null : course % 360,
    altitudeM: isLocation ? measure('alt', -500, 20_000) : null,
    batteryPercent: readNumber(body, 'batt', 0, 100),
    declaredStale: false,
  };
  return { ok: true, fix };
}

/**
 * One message of OwnTracks, after its booklet. `location` is a fix with its own time, retained or not. `transition` (a border
 * crossed) is ignored as an event, yet its place is a fix too. `lwt` is ignored: it is one phone's connection, its `tst` is when
 * it connected, and the age of its last fix tells the same more honestly. `encrypted` cannot be read and is refused.
 */
export function decodeOwntracks(message: Message, { sourceId }: OwntracksSettings): Decoded {
  const ignored = (why: string): Fact => ({ kind: 'ignored', why });
  if (message.payload.byteLength === 0) return { ok: true, facts: [ignored('a retained message was cleared')] };
  const read = readJsonObject(message.payload);
  if (!read.ok) return read;
  const body = read.value;
  const type = readOwn(body, '_type');
  if (typeof type !== 'string') return { ok: false, reason: 'no _type' };
  if (type === 'encrypted') return { ok: false, reason: 'encrypted: the phone encrypts what it sends; remove the encryption key in its OwnTracks settings' };
  if (type === 'lwt') return { ok: true, facts: [ignored('OwnTracks lwt: a phone lost its connection')] };
  if (type !== 'location' && type !== 'transition') return { ok: true, facts: [ignored(unusedTypes.has(type) ? `OwnTracks ${type}` : 'OwnTracks message of an unknown type')] };

  const deviceId = readDeviceId(message.topic);
  if (deviceId === null) return { ok: false, reason: 'the topic names no user and device' };
  const located = readFix(body, message, sourceId, deviceId);
  if (type === 'transition') {
    const event = readOwn(body, 'event');
    const why = ignored(`OwnTracks transition ${event === 'enter' || event === 'leave' ? event : 'of an unknown kind'}`);
    return { ok: true, facts: located.ok ? [why, { kind: 'fix', fix: located.fix }] : [why] };
  }
  return located.ok ? { ok: true, facts: [{ kind: 'fix', fix: located.fix }] } : located;
}
