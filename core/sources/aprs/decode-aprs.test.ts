import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/places/distance.ts';
import { expectSoundDecoded, hostilePayloads } from '#tests/fixtures/hostile-payloads.ts';
import type { Decoded, Message } from '#domain/facts/fact.ts';
import { decodeAprs } from './decode-aprs.ts';
import { packetTimeMs } from './packet-time.ts';

const receivedAtMs = Date.UTC(2026, 10, 23, 20, 15, 2);

function heard(body: unknown, changes: Partial<Message> = {}): Decoded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decodeAprs({ topic: 'aprs/packets', payload: new TextEncoder().encode(text), retained: false, receivedAtMs, ...changes }, { sourceId: 'aprs' });
}

const station = {
  raw: 'YC3ABC-9>APRS,WIDE1-1,qAR,YD3XYZ:@232014z0700.52S/11351.55E>093/020/A=000020Ambulans', from: 'YC3ABC-9', to: 'APRS', path: ['WIDE1-1', 'qAR', 'YD3XYZ'], via: 'YD3XYZ',
  messagecapable: true, format: 'uncompressed', raw_timestamp: '232014z', timestamp: 1_795_464_840, posambiguity: 0, latitude: -7.008666666666667, longitude: 113.85916666666667, symbol: '>', symbol_table: '/',
  course: 93, speed: 37.04, altitude: 6.096, comment: 'Ambulans',
};
const compressed = {
  raw: 'x', from: 'YC3ABC-4', to: 'APRS64', path: [], via: '', messagecapable: false, format: 'compressed', gpsfixstatus: 1, latitude: -7.01, longitude: 113.86, altitude: 30, symbol: 'O', symbol_table: '/',
  comment: '', telemetry: { seq: 215, vals: [2670, 176, 2199, 10, 0], bits: '00000000' },
};
const micE = { raw: 'x', from: 'YC3ABC-7', to: 'SUSUR1', path: [], via: '', format: 'mic-e', mbits: '111', mtype: 'M0: Off Duty', posambiguity: 0, latitude: -7.02, longitude: 113.87, speed: 0, course: 305, symbol: '[', symbol_table: '/', comment: '' };
const object = { ...station, from: 'YC3ABC', format: 'object', object_format: 'uncompressed', object_name: 'POSKO 1  ', alive: true };
const text = { raw: 'x', from: 'YC3ABC-9', to: 'APRS', path: [], via: '', format: 'message', addresse: 'YD3XYZ', message_text: 'tolong', msgNo: '1' };
const fixOf = (body: unknown) => {
  const decoded = heard(body);
  const fact = decoded.ok ? decoded.facts.find((each) => each.kind === 'fix') : undefined;
  if (fact?.kind !== 'fix') throw new Error(JSON.stringify(decoded));
  return fact.fix;
};

describe('a packet with a place', () => {
  test('is a fix of its callsign', () => {
    const fixedAtMs = Date.UTC(2026, 10, 23, 20, 14);
    expect(heard(station)).toEqual({
      ok: true,
      facts: [
        {
          kind: 'fix',
          fix: {
            id: `aprs:YC3ABC-9:${fixedAtMs}`, sourceId: 'aprs', deviceId: 'YC3ABC-9', latitude: -7.008666666666667, longitude: 113.85916666666667, fixedAtMs, receivedAtMs,
            accuracyM: null, speedKmh: 37.04, headingDeg: 93, altitudeM: 6.096, batteryPercent: null, declaredStale: false,
          },
        },
      ],
    });
  });

  test.each<[object, object]>([
    [{ ...station, course: 0 }, { headingDeg: null }],
    [{ ...station, course: 360 }, { headingDeg: 0 }],
    [{ ...station, speed: -1 }, { speedKmh: null }],
    [compressed, { accuracyM: null, speedKmh: null, headingDeg: null, declaredStale: false }],
    [{ ...compressed, gpsfixstatus: 0 }, { declaredStale: true }],
    [micE, { deviceId: 'YC3ABC-7', speedKmh: 0, headingDeg: 305 }],
  ])('%j is read with %j', (body, expected) => {
    expect(fixOf(body)).toMatchObject(expected);
  });

  test.each([
    [{ latitude: 113.86, longitude: -7 }, 'latitude out of range, probably swapped with the longitude'],
    [{ latitude: 91, longitude: 181 }, 'latitude out of range'],
    [{ longitude: -180.1 }, 'longitude out of range'],
    [{ longitude: undefined }, 'no coordinates: latitude and longitude are not both numbers'],
    [{ latitude: 0, longitude: 0 }, 'coordinates 0/0: the device has no fix'],
    [{ posambiguity: 5 }, 'posambiguity is not 0 to 4'],
    [{ from: 'nobody there' }, 'from is no callsign'],
    [{ from: undefined }, 'from is no callsign'],
    [{ format: undefined }, 'no format: not a packet of aprslib'],
    [{ format: 'object' }, 'object_name names no object'],
  ])('with %j is quarantined', (fields, reason) => {
    expect(heard({ ...station, ...fields })).toEqual({ ok: false, reason });
  });
});

describe('blanked digits', () => {
  /** Corners of what the digits that are left may mean, around the middle that aprslib gives. */
  test.each([[1, 0.1 / 60], [2, 1 / 60], [3, 10 / 60], [4, 1]])('%i of them are a circle around the box of %d degrees, and hardly more', (posambiguity, side) => {
    for (const latitude of [-7.5, 64.5, 0.5]) {
      const middle = { latitude, longitude: 113.5 };
      const { accuracyM } = fixOf({ ...station, ...middle, posambiguity });
      const corners = [-1, 1].flatMap((north) => [-1, 1].map((east) => distanceM(middle, { latitude: latitude + (north * side) / 2, longitude: middle.longitude + (east * side) / 2 })));
      const farthest = Math.max(...corners);
      expect(accuracyM).toBeGreaterThanOrEqual(farthest * 0.9999);
      expect(accuracyM).toBeLessThan(farthest * 1.01);
    }
  });

  test('none, or a packet that cannot blank any, says nothing about how good the place is', () => {
    expect(fixOf({ ...station, posambiguity: 0 }).accuracyM).toBeNull();
    expect(fixOf({ ...station, posambiguity: undefined }).accuracyM).toBeNull();
  });
});

describe('the time of a packet', () => {
  const at = Date.UTC;
  test.each<[string, number, number | null]>([
    ['232014z', at(2026, 10, 23, 20, 15), at(2026, 10, 23, 20, 14)],
    ['312359z', at(2026, 10, 1, 0, 0, 30), at(2026, 9, 31, 23, 59)],
    ['010000z', at(2026, 9, 31, 23, 59, 58), at(2026, 10, 1)],
    ['311200z', at(2027, 0, 1, 0, 1), at(2026, 11, 31, 12, 0)],
    ['300900z', at(2027, 2, 1, 1, 0), at(2027, 2, 30, 9, 0)],
    ['201455h', at(2026, 10, 23, 20, 15), at(2026, 10, 23, 20, 14, 55)],
    ['235959h', at(2026, 10, 24, 0, 0, 1), at(2026, 10, 23, 23, 59, 59)],
    ['000001h', at(2026, 10, 23, 23, 59, 59), at(2026, 10, 24, 0, 0, 1)],
    ['232014/', at(2026, 10, 23, 20, 15), null],
    ['111111z', at(2026, 10, 23, 20, 15), null],
    ['000000z', at(2026, 10, 23, 20, 15), null],
    ['240000h', at(2026, 10, 23, 20, 15), null],
    ['322014z', at(2026, 10, 23, 20, 15), null],
    ['23201', at(2026, 10, 23, 20, 15), null],
  ])('%s is the moment next to its arrival', (stamp, arrivedAtMs, expected) => {
    expect(packetTimeMs(stamp, arrivedAtMs)).toBe(expected);
  });

  test('does not go by the guess of aprslib, which names today for what was sent before midnight', () => {
    const justPast = at(2026, 10, 24, 0, 0, 5);
    const packet = { ...station, raw_timestamp: '235958h', timestamp: at(2026, 10, 24, 23, 59, 58) / 1000 };
    expect(heard(packet, { receivedAtMs: justPast })).toMatchObject({ facts: [{ fix: { fixedAtMs: at(2026, 10, 23, 23, 59, 58) } }] });
  });

  test('is that of the arrival where it has none, which the id says', () => {
    for (const changes of [{ raw_timestamp: undefined, timestamp: undefined }, { raw_timestamp: '232014/' }]) {
      expect(fixOf({ ...station, ...changes })).toMatchObject({ fixedAtMs: receivedAtMs, id: `aprs:YC3ABC-9:arrived:${receivedAtMs}` });
    }
    expect(fixOf({ ...station, raw_timestamp: undefined })).toMatchObject({ fixedAtMs: 1_795_464_840_000, id: 'aprs:YC3ABC-9:1795464840000' });
  });

  test('of what the broker kept is not known: it has no date', () => {
    for (const body of [station, compressed]) expect(heard(body, { retained: true })).toMatchObject({ ok: true, facts: [{ kind: 'ignored', why: expect.stringContaining('kept by the broker') as string }] });
  });
});

describe('objects', () => {
  test('are devices of their own, whoever placed them', () => {
    expect(fixOf(object)).toMatchObject({ deviceId: 'object:POSKO 1' });
  });

  test('that were removed are ignored, in whatever form that is said', () => {
    for (const alive of [false, 'false', 0]) expect(heard({ ...object, alive })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'APRS object that was removed' }] });
  });
});

describe('the emergency of a Mic-E radio', () => {
  const emergency = { ...micE, mbits: '000', mtype: 'Emergency' };

  test('is one alarm for as long as it is repeated, an hour long, beside the place', () => {
    expect(heard(emergency)).toMatchObject({ facts: [{ kind: 'sos', deviceId: 'YC3ABC-7', atMs: receivedAtMs }, { kind: 'fix' }] });
    const idAt = (laterMs: number): unknown => {
      const decoded = heard(emergency, { receivedAtMs: receivedAtMs + laterMs });
      return decoded.ok && decoded.facts[0]?.kind === 'sos' ? decoded.facts[0].id : null;
    };
    expect(idAt(60_000)).toBe(idAt(0));
    expect(idAt(3_600_000)).not.toBe(idAt(0));
  });

  test('is heard with a place that cannot be', () => {
    expect(heard({ ...emergency, latitude: 99 })).toMatchObject({ ok: true, facts: [{ kind: 'sos' }, { kind: 'ignored', why: 'latitude out of range' }] });
  });
});

describe('packets without a place', () => {
  test.each(['status', 'message', 'bulletin', 'wx', 'telemetry-message', 'user-defined', 'beacon', 'thirdparty'])('%s is ignored by its format', (format) => {
    expect(heard({ ...text, format })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: `APRS ${format}` }] });
  });

  test('of a format that nobody knows are ignored as such', () => {
    expect(heard({ ...text, format: 'news' })).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'APRS packet of an unknown format without a place' }] });
  });

  test('nothing, an array and half a packet are told apart', () => {
    expect(heard('')).toEqual({ ok: true, facts: [{ kind: 'ignored', why: 'a retained message was cleared' }] });
    expect(heard([station])).toEqual({ ok: false, reason: 'a JSON array, not an object' });
    expect(heard(JSON.stringify(station).slice(0, 60))).toEqual({ ok: false, reason: 'not JSON' });
    expect(heard(station.raw)).toEqual({ ok: false, reason: 'not JSON' });
  });
});

test('no payload breaks the decoder or makes an unsound fact', () => {
  fc.assert(
    fc.property(hostilePayloads(station, compressed, micE, { ...micE, mtype: 'Emergency' }, object, text), fc.boolean(), (payload, retained) => {
      expectSoundDecoded(decodeAprs({ topic: 'aprs/packets', payload, retained, receivedAtMs }, { sourceId: 'aprs' }));
    }),
    { seed: 112, numRuns: 6_000 },
  );
});
