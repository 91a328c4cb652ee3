import type { Stores } from './stores.ts';

const dayMs = 86_400_000;
/** So many rows of a table at once that nobody waits for it: about 30 ms. */
const rowsAtOnce = 5_000;

/** How long what only served its moment is kept. What people decided, calls, overs, alarms and counts stay for good. */
const kept = {
  fixesMs: 30 * dayMs,
  /** Where people were is theirs; what mattered stands in the incident. */
  callerFixesMs: 30 * dayMs,
  callEventsMs: 365 * dayMs,
  transmissionLogMs: 30 * dayMs,
  /** As long as a broker may hold a message back and send it again. */
  radioMessagesHeardMs: dayMs,
  /** What nobody came back to finish. */
  draftsMs: 90 * dayMs,
  /** What feeds told, for stations that were away; central keeps it longer. */
  heardMs: 2 * dayMs,
  /** As long as a window may ask again under the same request id. */
  answersMs: 7 * dayMs,
};

/** Forgets one portion of everything that is past its time; returns how many rows it were. */
export function forgetOld(stores: Stores, nowMs: number): number {
  return (
    stores.positions.forgetFixesBefore(nowMs - kept.fixesMs, rowsAtOnce) +
    stores.callerFixes.forgetBefore(nowMs - kept.callerFixesMs, rowsAtOnce) +
    stores.calls.forgetEventsBefore(nowMs - kept.callEventsMs, rowsAtOnce) +
    stores.phone.forgetEventsBefore(nowMs - kept.callEventsMs, rowsAtOnce) +
    stores.transmissions.feed.forgetBefore(nowMs - kept.transmissionLogMs, rowsAtOnce) +
    stores.radioMessages.feed.forgetBefore(nowMs - kept.transmissionLogMs, rowsAtOnce) +
    stores.transmissions.forgetHeardBefore(nowMs - kept.radioMessagesHeardMs, rowsAtOnce) +
    stores.heard.forgetBefore(nowMs - kept.heardMs, rowsAtOnce) +
    stores.drafts.forgetSavedBefore(nowMs - kept.draftsMs) +
    stores.journal.forgetAnswersBefore(nowMs - kept.answersMs, rowsAtOnce)
  );
}
