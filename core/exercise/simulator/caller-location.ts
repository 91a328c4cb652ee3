import type { PlannedCall } from '#domain/exercise/plan-calls.ts';
import type { BrokerMessage } from '../embedded-broker.ts';

/** What a phone that knows where it is sends by itself while its owner calls 112: an AML SMS, as the network passes it on. */
export function callerLocation(site: string, { caller, scene }: PlannedCall, nowMs: number): BrokerMessage {
  const { latitude = 0, longitude = 0, radiusM = 0 } = scene.phone ?? {};
  const top = new Date(nowMs).toISOString().replaceAll(/[^\d]/g, '').slice(0, 14);
  const signed = (value: number, digits: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(5).padStart(digits + 6, '0')}`;
  const payload = `A"ML=1;lt=${signed(latitude, 2)};lg=${signed(longitude, 3)};rd=${radiusM};top=${top};lc=68;pm=${radiusM < 20 ? 'G' : 'W'};si=;ei=;mcc=510;mnc=00;ml=100`;
  return { topic: `cc112/v1/${site}/loc/caller/${caller.e164 ?? ''}`, payload, qos: 1, retain: false };
}
