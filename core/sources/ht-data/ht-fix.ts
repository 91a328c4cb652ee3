import type { Fact, Message } from '#domain/facts/fact.ts';
import { htDeviceId } from '#domain/positions/ht-device.ts';
import type { Fix } from '#domain/positions/position.ts';

type Known = Pick<Fix, 'latitude' | 'longitude' | 'fixedAtMs' | 'speedKmh' | 'headingDeg'> & Partial<Pick<Fix, 'accuracyM' | 'altitudeM' | 'batteryPercent'>>;

/** A position that a radio told of itself. */
export function htFix(message: Message, sourceId: string, radioId: number, known: Known): Fact {
  const deviceId = htDeviceId(radioId);
  const id = `${sourceId}:${deviceId}:${known.fixedAtMs}`;
  return { kind: 'fix', fix: { accuracyM: null, altitudeM: null, batteryPercent: null, ...known, id, sourceId, deviceId, receivedAtMs: message.receivedAtMs, declaredStale: false } };
}
