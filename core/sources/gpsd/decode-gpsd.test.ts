import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { decodeGpsd } from './decode-gpsd.ts';

const fixedAtMs = Date.UTC(2026, 10, 23, 20, 14, 55, 250);
const receivedAtMs = fixedAtMs + 400;

function heard(body: unknown, changes: Partial<Message> = {}): Decoded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeGpsd({ topic: 'gpsd/p12', payload: new TextEncoder().encode(text), retained: false, receivedAtMs, ...changes }, { sourceId: 'gps' });
}

const tpv = {
  class: 'TPV', device: '/dev/ttyUSB0', status: 2, mode: 3, time: '2026-11-23T20:14:55.250Z', ept: 0.005, lat: -7.0087, lon: 113.8592, altHAE: 39.1, altMSL: 6.4, alt: 6.4,
  epx: 3, epy: 4, epv: 7.5, track: 93.5, magtrack: 92.7, speed: 10, climb: -0.1, geoidSep: 32.7, eph: 4.1, sep: 9,
};
const sky = { class: 'SKY', device: '/dev/ttyUSB0', hdop: 1.1, satellites: [{ PRN: 8, el: 66, az: 189, ss: 44, used: true }] };
const without = (...keys: readonly string[]): object => Object.fromEntries(Object.entries(tpv).filter(([key]) => !keys.includes(key)));

describe('a TPV', () => {
  test('is a fix of the device that the topic names, metres a second turned into km/h', () => {
    expect(heard(tpv)).toEqual({
      ok: true,
      facts: [
        {
          kind: 'fix',
          fix: {
            id: `gps:p12:${fixedAtMs}`, sourceId: 'gps', deviceId: 'p12', latitude: -7.0087, longitude: 113.8592, fixedAtMs, receivedAtMs,
            accuracyM: 4.1, speedKmh: 36, headingDeg: 93.5, altitudeM: 6.4, batteryPercent: null, declaredStale: false,
          },
        },
      ],
    });
  });

  test.each<[readonly string[], object]>([
    [['eph'], { accuracyM: 5 }],
    [['eph', 'epx'], { accuracyM: null }],
    [['altMSL'], { altitudeM: 6.4 }],
    [['altMSL', 'alt'], { altitudeM: 39.1 }],
    [['speed'], { speedKmh: null, headingDeg: 93.5 }],
    [['track'], { speedKmh: 36, headingDeg: null }],
    [['status', 'device'], { deviceId: 'p12' }],
  ])('without %j does not know it', (keys, expected) => {
    expect(heard(without(...keys))).toMatchObject({ ok: true, facts: [{ kind: 'fix', fix: expected }] });
  });

  test.each([
    [{ mode: 2 }, { altitudeM: null, latitude: -7.0087 }],
    [{ track: 0, speed: 0 }, { speedKmh: 0, headingDeg: null }],
    [{ track: 0, speed: 9 }, { headingDeg: 0 }],
    [{ track: 360 }, { headingDeg: 0 }],
    [{ eph: 0 }, { accuracyM: 5 }],
    [{ time: fixedAtMs / 1000 }, { fixedAtMs }],
    [{ time: '2007-04-09T20:14:55.000Z' }, { fixedAtMs: Date.UTC(2007, 3, 9, 20, 14, 55) }],
  ])('with %j is read with %j', (fields, expected) => {
    expect(heard({ ...tpv, ...fields })).toMatchObject({ ok: true, facts: [{ kind: 'fix', fix: expected }] });
  });

  test('without a time has that of its arrival, which its id says; kept by the broker it is of no use', () => {
    expect(heard(without('time'))).toMatchObject({ facts: [{ kind: 'fix', fix: { fixedAtMs: receivedAtMs, id: `gps:p12:arrived:${receivedAtMs}` } }] });
    expect(heard(without('time'), { retained: true })).toMatchObject({ ok: true, facts: [{ kind: 'ignored', why: expect.stringContaining('kept by the broker') as string }] });
    expect(heard(tpv, { retained: true })).toEqual(heard(tpv));
  });

  test.each([
    [{ class: 'TPV', mode: 1 }, 'the receiver has no fix'],
    [{ class: 'TPV', mode: 0, time: '2026-11-23T20:14:55.000Z', antPwr: 2, jam: 5 }, 'the receiver has no fix'],
    [{ ...tpv, mode: 1 }, 'the receiver has no fix'],
    [without('lat', 'lon'), 'a fix without coordinates'],
    [{ ...tpv, status: 8 }, 'a simulated fix'],
  ])('%j is ignored: %s', (body, why) => {
    expect(heard(body)).toEqual({ ok: true, facts: [{ kind: 'ignored', why }] });
  });

  test.each([
    [{ mode: 4 }, 'mode is not 0 to 3'],
    [{ mode: '3' }, 'mode is not 0 to 3'],
    [{ lat: 113.8592, lon: -7.0087 }, 'latitude out of range, probably swapped with the longitude'],
    [{ lon: 181 }, 'longitude out of range'],
    [{ lat: 0, lon: 0 }, 'coordinates 0/0: the device has no fix'],
    [{ lon: undefined }, 'no coordinates: latitude and longitude are not both numbers'],
    [{ time: 'yesterday' }, 'time is not the time of a fix'],
    [{ class: undefined }, 'no class'],
  ])('with %j is quarantined', (fields, reason) => {
    expect(heard({ ...tpv, ...fields })).toEqual({ ok: false, reason });
  });

  test('on a topic whose last level names no device is quarantined', () => {
    for (const topic of ['gpsd/', 'gpsd/p 12', 'gpsd/ht:5101212', '']) expect(heard(tpv, { topic })).toEqual({ ok: false, reason: 'the last level of the topic is no name of a device' });
    expect(heard(tpv, { topic: 'sumenep/cars/p12' })).toMatchObject({ facts: [{ fix: { deviceId: 'p12' } }] });
  });
});

describe('what stands beside it', () => {
  const fix = { kind: 'fix', fix: { fixedAtMs, latitude: -7.0087 } };
  const sentence = '$GPGSV,3,1,11,07,53,074,43,13,43,276,37,30,76,152,37';

  test.each([sky, { class: 'VERSION', release: '3.25' }, { class: 'DEVICES', devices: [] }, { class: 'POLL', tpv: [tpv] }, { class: 'ERROR', message: 'x' }])('%j is ignored by its class', (body) => {
    expect(heard(body)).toEqual({ ok: true, facts: [{ kind: 'ignored', why: `gpsd ${body.class}` }] });
    expect(heard({ ...body, class: 'NEWS' })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'gpsd object of an unknown class' }] });
  });

  test.each([`${sentence}${JSON.stringify(tpv)}`, `${JSON.stringify(tpv)}${sentence}*7A\r\n`, `${JSON.stringify(tpv)}\r\n!AIVDM,1,1,,A,13u?etPv2;0n:dDPwUM1U1Cb069D,0*24\r\n`])('a sentence glued to it costs nothing: %s', (text) => {
    expect(heard(text)).toMatchObject({ ok: true, facts: [fix, { kind: 'ignored' }] });
  });

  test('several lines are all read, as is one object over several lines', () => {
    expect(heard(`${JSON.stringify(sky)}\r\n${JSON.stringify(tpv)}\r\n`)).toMatchObject({ facts: [{ kind: 'ignored', why: 'gpsd SKY' }, fix] });
    expect(heard(JSON.stringify(tpv, null, 2))).toEqual(heard(tpv));
    expect(heard(JSON.stringify({ ...tpv, tag: 'a "}" and a \\' }))).toEqual(heard(tpv));
  });

  test('a broken line among good ones does not take them along; alone it is quarantined', () => {
    expect(heard(`${JSON.stringify({ ...tpv, mode: 9 })}\n${JSON.stringify(tpv)}`)).toMatchObject({ ok: true, facts: [{ kind: 'ignored', why: 'mode is not 0 to 3' }, fix] });
    expect(heard('{"class"="DEVICES","devices":[]}')).toEqual({ ok: false, reason: 'not JSON' });
  });

  test('what is no JSON is told apart', () => {
    expect(heard('')).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'a retained message was cleared' }] });
    expect(heard(sentence)).toEqual({ ok: false, reason: 'NMEA sentences without JSON: let the bridge pass on what gpsd writes' });
    expect(heard([tpv])).toEqual({ ok: false, reason: 'a JSON array, not an object' });
    expect(heard(JSON.stringify(tpv).slice(0, 60))).toEqual({ ok: false, reason: 'not JSON' });
    expect(heard(`${JSON.stringify(tpv)} and more`)).toEqual({ ok: false, reason: 'not JSON' });
    expect(heard('{}'.repeat(65))).toMatchObject({ ok: false });
  });
});

test('no payload on any topic breaks the decoder or makes an unsound fact', () => {
  const topic = fc.oneof(fc.constantFrom('gpsd/p12', 'gpsd', '', '/', 'a/b/c'), fc.string());
  const glue = fc.constantFrom('', '$GPRMC,1', '\r\n', JSON.stringify(sky), '{', '}', '"');
  fc.assert(
    fc.property(topic, hostilePayloads(tpv, sky, { class: 'TPV', mode: 1 }), glue, glue, fc.boolean(), (path, body, before, behind, retained) => {
      const payload = new Uint8Array([...new TextEncoder().encode(before), ...body.subarray(0, 2_000), ...new TextEncoder().encode(behind)]);
      for (const each of [payload, body]) expectSoundDecoded(decodeGpsd({ topic: path, payload: each, retained, receivedAtMs }, { sourceId: 'gps' }));
    }),
    { seed: 112, numRuns: 6_000 },
  );
});
