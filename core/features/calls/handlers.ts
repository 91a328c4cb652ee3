import type { Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallStore } from './store.ts';

export type CallPull = { readonly callId: string; readonly agent: string };

/**
 * Answering is the seat's claim, on disk at once; the telephone system is then asked to put the call through. With the
 * line to it cut, the claim stands and the seat sees that the telephone system has not confirmed yet.
 */
export function createCallHandlers(options: {
  journal: Journal;
  store: CallStore;
  pull: (pull: CallPull) => void;
}): Pick<Handlers, 'call.answer' | 'call.find'> {
  const { journal, store, pull } = options;
  return {
    'call.answer'({ callId }, asker, requestId) {
      const answer = journal.record<{ callId: string }>(requestId, asker.operator, () => {
        const call = store.readCall(callId);
        if (!call) return { acts: [], answer: failure('no-call', `There is no call ${callId} at this station.`) };
        if (call.endedAtMs !== null) return { acts: [], answer: failure('call-ended', 'The caller has hung up already; call back.') };
        const claim = store.readClaim(callId);
        if (claim?.answeredBy != null) {
          return { acts: [], answer: failure('call-taken', `${claim.answeredBy} has answered this call.`) };
        }
        return { acts: [{ kind: 'call.answered', callId }], answer: success({ callId }) };
      });
      if (answer.ok) pull({ callId, agent: asker.operator });
      return answer;
    },
    'call.find': ({ callId }) => success(store.readCall(callId) ?? null),
  };
}
