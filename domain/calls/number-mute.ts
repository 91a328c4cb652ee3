import { decide, type Register } from '../conflicts/register.ts';
import type { JournalEvent } from '../journal/act.ts';

/** No ring is silenced for longer, whatever an act says. */
export const longestMuteMs = 2 * 3_600_000;

/** The silenced ring of a number: sound only. The call stands in the queue and can be answered like any other. */
export type NumberMute = { readonly untilMs: number; readonly by: string; readonly atMs: number; readonly reason: string };

/** A number as folded. Null in the register: the ring is to be heard. */
export type NumberState = { readonly number: string; readonly decided: { readonly mute: Register<NumberMute | null> } };

export function untouchedNumber(number: string): NumberState {
  return { number, decided: { mute: [] } };
}

export function foldNumber(state: NumberState, event: JournalEvent): NumberState {
  const { act } = event;
  if (act.kind === 'number.unmuted') return { ...state, decided: { mute: decide(state.decided.mute, null, event) } };
  if (act.kind !== 'number.muted') return state;
  const untilMs = Math.min(act.untilMs, event.atMs + longestMuteMs);
  const mute: NumberMute = { untilMs, by: event.actor, atMs: event.atMs, reason: act.reason };
  return { ...state, decided: { mute: decide(state.decided.mute, mute, event) } };
}

/**
 * The mute that holds now. Of decisions made apart the one holds that lets the number be heard sooner: any unmute, else the earliest end.
 * A clock that went back does not make it longer.
 */
export function muteAt({ decided }: NumberState, nowMs: number): NumberMute | null {
  const mutes = decided.mute.map(({ value }) => value);
  if (mutes.length === 0 || mutes.includes(null)) return null;
  const [first] = mutes.flatMap((mute) => mute ?? []).sort((left, right) => left.untilMs - right.untilMs);
  return first && isMuteOn(first, nowMs) ? first : null;
}

/** Whether a mute silences the ring at a moment. */
export function isMuteOn(mute: NumberMute, nowMs: number): boolean {
  return nowMs < mute.untilMs && mute.untilMs - nowMs <= longestMuteMs;
}
