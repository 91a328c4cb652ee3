import type { SimulatedFix } from './position-messages.ts';

/** A status that a radio sends by one of its keys. */
export function htStatus(radioId: number, talkgroup: number, code: number, atMs: number): string {
  return JSON.stringify({ radio: radioId, talkgroup, status: code, tst: Math.floor(atMs / 1000) });
}

/** A text that came in over the air: `local` is the group it was sent to. */
export function htText(number: number, radioId: number, talkgroup: number, text: string, atMs: number): string {
  const at = new Date(atMs).toISOString();
  return JSON.stringify({ id: number, direction: 'in', peer: radioId, local: talkgroup, group: true, text, state: 'received', created_at: at, updated_at: at });
}

/** The position of a radio, in OwnTracks' words and units; a radio knows nothing of its accuracy. */
export function htPosition(radioId: number, { latitude, longitude, fixedAtMs, speedKmh, courseDeg }: SimulatedFix): string {
  const isMoving = speedKmh >= 1;
  return JSON.stringify({
    radio: radioId,
    lat: Math.round(latitude * 1e5) / 1e5,
    lon: Math.round(longitude * 1e5) / 1e5,
    tst: Math.floor(fixedAtMs / 1000),
    ...(isMoving ? { vel: Math.round(speedKmh), cog: Math.round(courseDeg) } : {}),
  });
}
