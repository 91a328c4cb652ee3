import { isOver } from './call-state.ts';
import type { Call } from './call.ts';

/** Those who wait in one queue, as the telephone system lists them every 10 s at least. Times are of its clock. */
export type QueueList = { readonly queue: string; readonly callIds: readonly string[]; readonly atMs: number };

/** Between a call's last step and a list that should know of it. */
const listGraceMs = 5_000;
/** Longer than any call, and than a telephone system's clock may be wrong by its time zone. */
const forgottenAfterMs = 86_400_000;

/** Whether a list of those who wait no longer names a call that should be in it. One such list may be overtaken, two are not. */
export function isMissingFrom(call: Call, list: QueueList): boolean {
  const waitsHere = (call.state === 'queued' || call.state === 'offered') && call.queue === list.queue;
  return waitsHere && list.atMs - call.sinceMs > listGraceMs && !list.callIds.includes(call.id);
}

/** Whether two lists are far enough apart to tell of two moments. */
export function isLaterList(firstAtMs: number, atMs: number): boolean {
  return atMs - firstAtMs >= listGraceMs;
}

/**
 * Whether a bridge that started anew and is done comparing did not take the call along (11.6 of the telephony contract): it
 * still is of the epoch before. Epochs of other bridges say nothing about this one's.
 */
export function isLeftBehind(call: Call, epochBefore: string): boolean {
  return !isOver(call) && call.epoch === epochBefore;
}

/** Whether nobody has said anything of a call for a whole day. */
export function isForgotten(call: Call, nowMs: number): boolean {
  return !isOver(call) && nowMs - call.sinceMs > forgottenAfterMs;
}
