import { isLive, type PhoneLine } from '../phone/phone-line.ts';
import { isDoubtful } from './call-waiting.ts';
import { wantsAnswer } from './fold-claim.ts';
import { isMuteOn } from './number-mute.ts';
import type { QueueCall } from './call.ts';

/** What is known of the calls may be old; after this long it no longer rings for them. */
const ringWithoutNewsMs = 60_000;

/** What a seat knows when it decides whether to ring. `asOfMs`: how old the calls are; the lines are the seat's own and always fresh. */
export type RingFacts = { readonly calls: Iterable<QueueCall>; readonly asOfMs: number; readonly lines: readonly PhoneLine[] };

/**
 * Whether a seat rings: a call waits that nobody's claim holds, or a line of its own phone rings. Only a supervisor's mute of the number
 * keeps the sound away. It does not matter which window asks.
 */
export function isRinging({ calls, asOfMs, lines }: RingFacts, nowMs: number): boolean {
  const waiting = [...calls].filter((call) => wantsAnswer(call, nowMs));
  const isMuted = (call: QueueCall): boolean => call.standing?.mute != null && isMuteOn(call.standing.mute, nowMs);
  const rings = lines.filter((line) => isLive(line) && line.state === 'ringing');
  const mutedIds = new Set(waiting.filter(isMuted).map(({ id }) => id));
  if (rings.some(({ callId }) => callId === null || !mutedIds.has(callId))) return true;
  return nowMs - asOfMs <= ringWithoutNewsMs && waiting.some((call) => !isDoubtful(call, nowMs) && !isMuted(call));
}
