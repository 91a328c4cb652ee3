import type { Handlers } from '#contract/serve/serve.ts';
import { isWaiting } from '#domain/calls/call-waiting.ts';
import { isClaimLapsed } from '#domain/calls/fold-claim.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallStore } from './store.ts';

export type CallPull = { readonly callId: string; readonly agent: string };

/**
 * Answering is the seat's claim, on disk at once; the telephone system is then asked to put the call through. With the
 * line to it cut the claim stands and the seat sees that the telephone system has not confirmed yet: whoever holds it may
 * answer again, and after a while so may anybody else, because a caller must never wait for a seat that is gone.
 */
export function createCallHandlers(options: {
  journal: Journal;
  store: CallStore;
  now: () => number;
  pull: (pull: CallPull) => void;
}): Pick<Handlers, 'call.answer' | 'call.find'> {
  const { journal, store, now, pull } = options;
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
      if (call && isWaiting(call)) pull({ callId, agent: asker.operator });
      return answer;
    },
    'call.find': ({ callId }) => success(store.readCall(callId) ?? null),
  };
}
