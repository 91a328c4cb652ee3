import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import type { Decoded } from '#domain/facts/fact.ts';
import { decodeTraccar } from './decode-traccar.ts';
import { readAlarms } from './read-alarms.ts';

const fixedAtMs = Date.UTC(2026, 10, 23, 20, 14, 55);
const receivedAtMs = fixedAtMs + 3_000;
const imei = '864512030000421';

function heard(body: unknown, topic = 'positions'): Decoded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeTraccar({ topic, payload: new TextEncoder().encode(text), retained: false, receivedAtMs }, { sourceId: 'gps' });
}

const position = {
  id: 0, deviceId: 4, protocol: 'gt06', serverTime: '2026-11-23T20:14:57.250+00:00', deviceTime: '2026-11-23T20:14:56.000+00:00', fixTime: '2026-11-23T20:14:55.000+00:00',
  valid: true, latitude: -7.0087, longitude: 113.8592, altitude: 6, speed: 20, course: 93.5, accuracy: 0, address: null, network: null, geofenceIds: null,
  attributes: { sat: 11, ignition: true, motion: true, batteryLevel: 64 },
};
const device = { id: 4, name: 'Ambulans Kalianget', uniqueId: imei, status: 'online', lastUpdate: '2026-11-23T20:14:57.000+00:00', positionId: 0, attributes: {} };
const event = { id: 0, type: 'alarm', eventTime: '2026-11-23T20:14:56.000+00:00', deviceId: 4, positionId: 0, geofenceId: 0, attributes: { alarm: 'sos' } };
const at = (fields: object): unknown => ({ position: { ...position, ...fields }, device });

describe('a forwarded position', () => {
  test('is a fix of the tracker, knots turned into km/h', () => {
    expect(heard(at({}))).toEqual({
      ok: true,
      facts: [
        {
          kind: 'fix',
          fix: {
            id: `gps:${imei}:${fixedAtMs}`, sourceId: 'gps', deviceId: imei, latitude: -7.0087, longitude: 113.8592, fixedAtMs, receivedAtMs,
            accuracyM: null, speedKmh: 37.04, headingDeg: 93.5, altitudeM: 6, batteryPercent: 64, declaredStale: false,
          },
        },
      ],
    });
  });

  test.each([
    [{ accuracy: 7.5 }, { accuracyM: 7.5 }],
    [{ speed: 0, course: 0 }, { speedKmh: 0, headingDeg: null }],
    [{ speed: 9, course: 360 }, { headingDeg: 0 }],
    [{ speed: -1, course: 400 }, { speedKmh: null, headingDeg: null }],
    [{ valid: false }, { declaredStale: true }],
    [{ outdated: true }, { declaredStale: true }],
    [{ valid: 'false' }, { declaredStale: true }],
    [{ serverTime: '2026-11-23T20:44:57.000+00:00' }, { declaredStale: false, fixedAtMs }],
    [{ fixTime: '2026-11-24T03:14:55.000+0700' }, { fixedAtMs }],
    [{ fixTime: '2026-11-23T20:14:55' }, { fixedAtMs }],
    [{ attributes: null }, { batteryPercent: null }],
  ])('with %j is read with %j', (fields, expected) => {
    expect(heard(at(fields))).toMatchObject({ ok: true, facts: [{ kind: 'fix', fix: expected }] });
  });

  test.each([
    [{ latitude: 113.8592, longitude: -7.0087 }, 'latitude out of range, probably swapped with the longitude'],
    [{ longitude: 180.01 }, 'longitude out of range'],
    [{ latitude: null }, 'no coordinates: latitude and longitude are not both numbers'],
    [{ latitude: 'NaN' }, 'no coordinates: latitude and longitude are not both numbers'],
    [{ latitude: 0, longitude: 0 }, 'coordinates 0/0: the device has no fix'],
    [{ fixTime: null }, 'fixTime is not a time'],
    [{ fixTime: '2017-08-21T06:24:16_000_0000' }, 'fixTime is not a time'],
  ])('with %j is quarantined', (fields, reason) => {
    expect(heard(at(fields))).toEqual({ ok: false, reason });
  });

  test('that says itself that there is no fix is ignored', () => {
    for (const fields of [{ fixTime: null, valid: false, latitude: 0, longitude: 0 }, { valid: false, latitude: 0, longitude: 0 }, { valid: false, fixTime: '1970-01-01T00:00:00.000+00:00' }]) {
      expect(heard(at(fields))).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'the tracker reports without a fix' }] });
    }
  });

  test('without a device object goes by Traccar\'s own number', () => {
    expect(heard({ position })).toMatchObject({ facts: [{ fix: { deviceId: 'id:4' } }] });
    expect(heard({ position: { ...position, deviceId: undefined } })).toEqual({ ok: false, reason: 'no device: neither uniqueId nor a device number' });
  });

  test('of the old fault is recognised: the payload is the name of the topic', () => {
    for (const payload of ['positions', '"positions"']) expect(heard(payload)).toMatchObject({ ok: false, reason: expect.stringContaining('update Traccar') as string });
    expect(heard('"other"')).toEqual({ ok: false, reason: 'a JSON string, not an object' });
  });

  test('of another interface of Traccar is quarantined', () => {
    for (const body of [position, { positions: [position] }, { devices: [device] }, {}]) expect(heard(body)).toEqual({ ok: false, reason: 'neither position nor event' });
  });
});

describe('the emergency button', () => {
  const sos = { kind: 'sos', id: `gps:${imei}:${fixedAtMs + 1_000}`, deviceId: imei, atMs: fixedAtMs + 1_000, text: 'Ambulans Kalianget' };

  test('is one alarm, by position, by event or by both', () => {
    expect(heard(at({ attributes: { alarm: 'sos,lowBattery' } }))).toMatchObject({ facts: [sos, { kind: 'fix' }] });
    expect(heard({ event, position, device }, 'events')).toMatchObject({ facts: [sos, { kind: 'ignored', why: 'Traccar event alarm' }, { kind: 'fix' }] });
    expect(heard({ event, device }, 'events')).toMatchObject({ facts: [sos, { kind: 'ignored' }] });
  });

  test('is heard without a fix, without a device object and beside a broken position', () => {
    const alarm = { attributes: { alarm: 'lowBattery,SOS' } };
    expect(heard(at({ ...alarm, valid: false, latitude: 0, longitude: 0, fixTime: null }))).toMatchObject({ facts: [sos, { kind: 'ignored' }] });
    expect(heard({ position: { ...position, ...alarm } })).toMatchObject({ facts: [{ kind: 'sos', deviceId: 'id:4', text: 'id:4' }, { kind: 'fix' }] });
    expect(heard(at({ ...alarm, latitude: 200 }))).toMatchObject({ ok: true, facts: [sos, { kind: 'ignored', why: 'latitude out of range' }] });
  });

  test('pressed again indoors is another alarm although the fix is the old one', () => {
    const press = (deviceTime: string): unknown => heard(at({ deviceTime, attributes: { alarm: 'sos' } }));
    expect(press('2026-11-23T20:20:00.000+00:00')).not.toEqual(press('2026-11-23T20:25:00.000+00:00'));
  });

  test.each<[unknown, string[]]>([
    ['sos', ['sos']], ['lowBattery, powerCut', ['lowbattery', 'powercut']], ['', []], [null, []], [false, []], [true, ['sos']], [1, ['sos']], [['sos', 'tow'], ['sos', 'tow']], [{}, ['sos']], [[3], ['sos']], [undefined, []],
  ])('in the form %j reads as %j', (alarm, alarms) => {
    expect(readAlarms({ alarm })).toEqual(alarms);
  });
});

test('other events are ignored by name, their position is a fix', () => {
  const crossing = { ...event, type: 'geofenceEnter', attributes: {} };
  expect(heard({ event: crossing, position, device }, 'events')).toMatchObject({ facts: [{ kind: 'ignored', why: 'Traccar event geofenceEnter' }, { kind: 'fix' }] });
  expect(heard({ event: { ...crossing, type: 'deviceOffline' }, device }, 'events')).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'Traccar event deviceOffline' }] });
  expect(heard({ event: crossing, position: { ...position, latitude: 99 }, device }, 'events').ok).toBe(false);
});

test('no payload breaks the decoder or makes an unsound fact', () => {
  fc.assert(
    fc.property(hostilePayloads({ position, device }, { event, position, device }, { event, device }), (payload) => {
      expectSoundDecoded(decodeTraccar({ topic: 'positions', payload, retained: false, receivedAtMs }, { sourceId: 'gps' }));
    }),
    { seed: 112, numRuns: 6_000 },
  );
});
