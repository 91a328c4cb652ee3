import type { Message } from '#domain/facts/fact.ts';
import type { Fix } from '#domain/positions/position.ts';

/**
 * When a fix was made and the id that makes hearing it twice one fix. A fix that tells no time of its own has that of its arrival, and its id
 * says so. Null where that would be a lie: the broker had kept it.
 */
export function fixTime(saidMs: number | null, message: Message, sourceId: string, deviceId: string): Pick<Fix, 'id' | 'fixedAtMs'> | null {
  if (saidMs !== null) return { id: `${sourceId}:${deviceId}:${saidMs}`, fixedAtMs: saidMs };
  const { receivedAtMs, retained } = message;
  return retained ? null : { id: `${sourceId}:${deviceId}:arrived:${receivedAtMs}`, fixedAtMs: receivedAtMs };
}
