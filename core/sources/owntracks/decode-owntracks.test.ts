import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { decodeOwntracks } from './decode-owntracks.ts';

const fixedAtMs = Date.UTC(2026, 10, 23, 20, 14, 55);
const receivedAtMs = fixedAtMs + 5_000;

function heard(body: unknown, changes: Partial<Message> = {}): Decoded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeOwntracks({ topic: 'owntracks/ambulans3/hp', payload: new TextEncoder().encode(text), retained: false, receivedAtMs, ...changes }, { sourceId: 'phones' });
}

const location = {
  _type: 'location', tid: 'a3', lat: -7.0087, lon: 113.8592, tst: fixedAtMs / 1000, created_at: receivedAtMs / 1000, acc: 12, alt: 9, vac: 3, vel: 46, cog: 271,
  batt: 88, bs: 1, conn: 'm', t: 'u', m: 2,
};
const transition = { _type: 'transition', event: 'enter', desc: 'Pelabuhan Kalianget', wtst: 1_790_000_000, tst: fixedAtMs / 1000, lat: -7.0565, lon: 113.9431, acc: 20, t: 'c', tid: 'a3' };

describe('a location', () => {
  test('is a fix of the topic\'s device, in km/h and with its own time', () => {
    expect(heard(location)).toEqual({
      ok: true,
      facts: [
        {
          kind: 'fix',
          fix: {
            id: `phones:ambulans3/hp:${fixedAtMs}`, sourceId: 'phones', deviceId: 'ambulans3/hp', latitude: -7.0087, longitude: 113.8592, fixedAtMs, receivedAtMs,
            accuracyM: 12, speedKmh: 46, headingDeg: 271, altitudeM: 9, batteryPercent: 88, declaredStale: false,
          },
        },
      ],
    });
  });

  test('that the broker kept is the same fix', () => {
    expect(heard(location, { retained: true })).toEqual(heard(location));
  });

  test.each([
    [{ vel: -1, cog: -1, batt: -1 }, { speedKmh: null, headingDeg: null, batteryPercent: null }],
    [{ vel: undefined, cog: undefined, alt: undefined }, { speedKmh: 0, headingDeg: null, altitudeM: 0, accuracyM: 12 }],
    [{ cog: undefined }, { speedKmh: 46, headingDeg: 0 }],
    [{ acc: undefined }, { accuracyM: null, speedKmh: 46 }],
    [{ acc: 0 }, { accuracyM: null }],
    [{ acc: 5_000 }, { accuracyM: 5_000 }],
    [{ cog: 360 }, { headingDeg: 0 }],
    [{ acc: undefined, alt: undefined, vac: undefined, vel: undefined, cog: undefined }, { accuracyM: null, speedKmh: null, headingDeg: null, altitudeM: null }],
    [{ tst: fixedAtMs }, { fixedAtMs }],
    [{ tst: String(fixedAtMs / 1000) }, { fixedAtMs }],
    [{ lon: 0 }, { longitude: 0 }],
    [{ vel: '46', batt: 101 }, { speedKmh: null, batteryPercent: null }],
  ])('with %j is read with %j', (fields, expected) => {
    expect(heard({ ...location, ...fields })).toMatchObject({ ok: true, facts: [{ kind: 'fix', fix: expected }] });
  });

  test.each([
    [{ lat: 0, lon: 0 }, 'coordinates 0/0: the device has no fix'],
    [{ lat: 113.8592, lon: -7.0087 }, 'latitude out of range, probably swapped with the longitude'],
    [{ lat: 91, lon: 181 }, 'latitude out of range'],
    [{ lon: 180.5 }, 'longitude out of range'],
    [{ lat: '-7.0087' }, 'no coordinates: latitude and longitude are not both numbers'],
    [{ tst: 0 }, 'tst is not the time of a fix'],
    [{ tst: undefined }, 'tst is not the time of a fix'],
    [{ _type: undefined }, 'no _type'],
  ])('with %j is quarantined', (fields, reason) => {
    expect(heard({ ...location, ...fields })).toEqual({ ok: false, reason });
  });

  test.each([
    ['owntracks/ambulans3/hp/event', 'ambulans3/hp'],
    ['owntracks/jane/event', 'jane/event'],
    ['sumenep/owntracks/jane/phone', 'jane/phone'],
    ['/owntracks/jane/phone', 'jane/phone'],
  ])('on %s belongs to %s', (topic, deviceId) => {
    expect(heard(location, { topic })).toMatchObject({ facts: [{ fix: { deviceId } }] });
  });

  test('on a topic without a device is quarantined', () => {
    for (const topic of ['owntracks', 'owntracks/jane', 'owntracks/jane/']) expect(heard(location, { topic })).toEqual({ ok: false, reason: 'the topic names no user and device' });
  });
});

describe('other messages', () => {
  test('a transition is ignored as an event and still tells where the phone was', () => {
    expect(heard(transition, { topic: 'owntracks/ambulans3/hp/event' })).toMatchObject({
      facts: [{ kind: 'ignored', why: 'OwnTracks transition enter' }, { kind: 'fix', fix: { deviceId: 'ambulans3/hp', fixedAtMs, speedKmh: null, accuracyM: 20 } }],
    });
    expect(heard({ ...transition, lat: undefined, event: 'dwell' })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'OwnTracks transition of an unknown kind' }] });
  });

  test('an encrypted one is quarantined with what to do', () => {
    expect(heard({ _type: 'encrypted', data: 'b2JzY3VyZQ==' })).toMatchObject({ ok: false, reason: expect.stringMatching(/^encrypted: /) as string });
  });

  test.each(['lwt', 'card', 'waypoint', 'waypoints', 'cmd', 'status', 'steps', 'beacon', 'configuration', 'something-new'])('%s is ignored', (type) => {
    expect(heard({ _type: type, tst: '1790000000', desc: 'x' })).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
  });

  test('nothing clears, an array and half a message are told apart', () => {
    expect(heard('')).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'a retained message was cleared' }] });
    expect(heard([location])).toEqual({ ok: false, reason: 'a JSON array, not an object' });
    expect(heard(JSON.stringify(location).slice(0, 60))).toEqual({ ok: false, reason: 'not JSON' });
  });
});

test('no payload on any topic breaks the decoder or makes an unsound fact', () => {
  const topic = fc.oneof(fc.constantFrom('owntracks/a/b', 'owntracks/a/b/event', 'owntracks/a', '', '/', 'a/b/c/d/e/cmd'), fc.string());
  fc.assert(
    fc.property(topic, hostilePayloads(location, transition, { _type: 'lwt', tst: 1 }, { _type: 'encrypted', data: '' }), fc.boolean(), (path, payload, retained) => {
      expectSoundDecoded(decodeOwntracks({ topic: path, payload, retained, receivedAtMs }, { sourceId: 'phones' }));
    }),
    { seed: 112, numRuns: 6_000 },
  );
});
