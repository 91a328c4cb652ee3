import type { Coordinates } from '../places/place.ts';

export type SimulatedFix = Coordinates & { readonly fixedAtMs: number; readonly speedKmh: number; readonly courseDeg: number };

const kmhPerKnot = 1.852;

/** What OwnTracks on Android publishes on owntracks/USER/DEVICE, retained. Zero accuracy, altitude, course and speed are left out. */
export function owntracksLocation(
  fix: SimulatedFix,
  device: { readonly trackerId: string; readonly accuracyM: number; readonly altitudeM: number; readonly batteryPercent: number; readonly createdAtMs: number },
): string {
  const isMoving = fix.speedKmh >= 1;
  return JSON.stringify({
    _type: 'location',
    acc: Math.round(device.accuracyM),
    ...(Math.round(device.altitudeM) === 0 ? {} : { alt: Math.round(device.altitudeM) }),
    batt: Math.round(device.batteryPercent),
    bs: 1,
    ...(isMoving && Math.round(fix.courseDeg) > 0 ? { cog: Math.round(fix.courseDeg) } : {}),
    conn: 'm',
    created_at: Math.floor(device.createdAtMs / 1000),
    lat: round6(fix.latitude),
    lon: round6(fix.longitude),
    m: isMoving ? 2 : 1,
    ...(isMoving ? {} : { t: 'p' }),
    tid: device.trackerId,
    tst: Math.floor(fix.fixedAtMs / 1000),
    ...(isMoving ? { vel: Math.round(fix.speedKmh) } : {}),
  });
}

/** What Traccar forwards on its one topic for a GT06 tracker. The position's id is always 0 there, speed is in knots. */
export function traccarPosition(
  fix: SimulatedFix,
  device: { readonly number: number; readonly imei: string; readonly name: string; readonly category: string; readonly serverAtMs: number; readonly totalDistanceM: number },
): string {
  const isMoving = fix.speedKmh >= 1;
  return JSON.stringify({
    position: {
      id: 0,
      attributes: {
        sat: 9,
        ignition: isMoving,
        distance: isMoving ? Math.round((fix.speedKmh / 3.6) * 100) / 10 : 0,
        totalDistance: Math.round(device.totalDistanceM * 10) / 10,
        motion: isMoving,
        batteryLevel: 100,
      },
      deviceId: device.number,
      protocol: 'gt06',
      serverTime: zoned(device.serverAtMs),
      deviceTime: zoned(fix.fixedAtMs),
      fixTime: zoned(fix.fixedAtMs),
      valid: true,
      latitude: round6(fix.latitude),
      longitude: round6(fix.longitude),
      altitude: 0,
      speed: Math.round((fix.speedKmh / kmhPerKnot) * 1000) / 1000,
      course: isMoving ? Math.round(fix.courseDeg) % 360 : 0,
      address: null,
      accuracy: 0,
      network: null,
      geofenceIds: null,
    },
    device: {
      id: device.number,
      attributes: {},
      groupId: 0,
      calendarId: 0,
      name: device.name,
      uniqueId: device.imei,
      status: 'online',
      lastUpdate: zoned(device.serverAtMs),
      positionId: 0,
      phone: null,
      model: 'GT06N',
      contact: null,
      category: device.category,
      disabled: false,
      expirationTime: null,
    },
  });
}

function round6(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function zoned(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+00:00');
}
