import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { isWaiting } from '#domain/calls/call-waiting.ts';
import { isClaimLapsed } from '#domain/calls/fold-claim.ts';
import type { Call } from '#domain/calls/call.ts';
import { countCalls } from '#domain/calls/count-calls.ts';
import { decideCallBack, decideCloseCall, decideMute, decideUnmute } from '#domain/decisions/decide-call.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Coordinates } from '#domain/places/place.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import { readHistory, type ComplaintLists, type IncidentLists } from './history.ts';
import type { NumberStore } from './number-store.ts';
import type { CallStore } from './store.ts';

type CallHandlers = Pick<
  Handlers,
  'call.answer' | 'call.find' | 'call.close' | 'call.call-back' | 'call.history' | 'call.counts' | 'number.mute' | 'number.unmute'
>;

export type CallPull = { readonly callId: string; readonly agent: string; readonly asker: Asker };

/**
 * Answering is the seat's claim, on disk at once; the telephone system is then asked to put the call through. With the
 * line to it cut the claim stands and the seat sees that the telephone system has not confirmed yet: whoever holds it may
 * answer again, and after a while so may anybody else, because a caller must never wait for a seat that is gone.
 */
export function createCallHandlers(options: {
  journal: Journal;
  store: CallStore;
  numbers: NumberStore;
  incidents: IncidentLists;
  complaints: ComplaintLists;
  /** Where the caller's phone or network says that the caller is. */
  whereIs: (call: Call) => Coordinates | null;
  now: () => number;
  pull: (pull: CallPull) => void;
}): CallHandlers {
  const { journal, store, numbers, incidents, complaints, whereIs, now, pull } = options;
  return {
    'call.answer'({ callId }, asker, requestId) {
      const answer = journal.record<{ callId: string }>(requestId, asker.operator, () => {
        const refuse = (code: string, sentence: string) => ({ acts: [], answer: failure(code, sentence) });
        const call = store.readCall(callId);
        if (!call) return refuse('no-call', `There is no call ${callId} at this station.`);
        if (call.endedAtMs !== null) return refuse('call-ended', 'The caller has hung up already; call back.');
        const claim = store.readClaim(callId);
        const holder = claim?.answeredBy ?? null;
        if (claim && holder !== null) {
          if (holder === asker.operator) return { acts: [], answer: success({ callId }) };
          if (!isClaimLapsed(claim, call, now())) return refuse('call-taken', `${holder} has answered this call.`);
        }
        return {
          acts: [holder === null ? { kind: 'call.answered', callId } : { kind: 'call.answered', callId, takesOver: true }],
          answer: success({ callId }),
        };
      });
      const call = answer.ok ? store.readCall(callId) : undefined;
      if (call && isWaiting(call)) pull({ callId, agent: asker.operator, asker });
      return answer;
    },
    'call.close': ({ callId, disposition }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideCloseCall(store.readCall(callId), store.readClaim(callId), disposition))),
    'call.call-back': ({ callId, outcome }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideCallBack(store.readCall(callId), outcome))),
    'number.mute'({ number, minutes, reason }, asker, requestId) {
      if (asker.supervisor !== true) return failure('not-a-supervisor', 'Only a supervisor may silence the ring of a number.');
      return journal.record(requestId, asker.operator, () => decided(decideMute(number, minutes, reason, now())));
    },
    'number.unmute': ({ number }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => decided(decideUnmute(numbers.read(number), number, now()))),
    'call.history': ({ callId, place }) => {
      const history = readHistory({ calls: store, incidents, complaints, whereIs }, callId, place, now());
      return history ? success(history) : failure('no-call', `There is no call ${callId} at this station.`);
    },
    'call.counts': ({ fromMs, untilMs }) => success(countCalls(store.endedBetween(fromMs, untilMs))),
    'call.find': ({ callId }) => success(store.readCall(callId) ?? null),
  };
}
