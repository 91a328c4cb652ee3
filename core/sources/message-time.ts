import type { Message } from '#domain/facts/fact.ts';
import { readTimeMs } from '#domain/time/read-time.ts';

const dayMs = 86_400_000;

/**
 * The time of an event: what the message says, or its arrival when it says nothing or something a day or more off. What the
 * broker kept may rightly be older.
 */
export function messageTime(value: unknown, message: Message): { readonly atMs: number; readonly timed: boolean } {
  const saidMs = readTimeMs(value);
  if (saidMs === null) return { atMs: message.receivedAtMs, timed: false };
  const isPlausible = saidMs - message.receivedAtMs < dayMs && (message.retained || message.receivedAtMs - saidMs < dayMs);
  return { atMs: isPlausible ? saidMs : message.receivedAtMs, timed: true };
}
