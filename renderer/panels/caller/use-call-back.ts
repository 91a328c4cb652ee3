import { useRef, useState } from 'react';
import { groupAbandoned, type AbandonedGroup } from '#domain/calls/abandoned.ts';
import type { CallBackOutcome } from '#domain/calls/call-disposition.ts';
import type { QueueCall } from '#domain/calls/call.ts';
import { useAction } from '../../keys/use-action.ts';
import { useLineSource } from '../../state/line-source.ts';
import { useAct } from '../../state/use-act.ts';

export type CallingBack = {
  readonly group: AbandonedGroup | null;
  readonly fault: string | null;
  readonly keep: (outcome: CallBackOutcome) => Promise<void>;
  readonly leave: () => void;
};

/** Alt+R dials the caller who needs it most, where this seat has a phone, and asks what became of it. */
export function useCallBack(calls: Iterable<QueueCall>): CallingBack {
  const act = useAct();
  const { dial } = useLineSource();
  const [group, setGroup] = useState<AbandonedGroup | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);
  const next = nextToCallBack(calls);

  function leave(): void {
    setGroup(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  function begin(chosen: AbandonedGroup): void {
    opener.current = document.activeElement;
    setFault(null);
    setGroup(chosen);
    if (chosen.number !== null) dial?.(chosen.number);
  }
  useAction('call-back', next && group === null ? () => begin(next) : null);

  return {
    group,
    fault,
    leave,
    async keep(outcome) {
      const [call] = group?.calls ?? [];
      leave();
      if (!call) return;
      const answer = await act('call.call-back', { callId: call.id, outcome });
      if (!answer.ok) setFault(answer.sentence);
    },
  };
}

/** The urgent first; who was tried already comes after who was not. A hidden number cannot be called. */
function nextToCallBack(calls: Iterable<QueueCall>): AbandonedGroup | null {
  const groups = groupAbandoned([...calls].filter((call) => call.endedAtMs !== null && call.callbackNeeded && call.claim?.disposition == null));
  const callable = groups.filter(({ number, calledBack }) => number !== null && (calledBack === null || calledBack.outcome === 'no-answer' || calledBack.outcome === 'busy'));
  return callable.find(({ isUrgent, calledBack }) => isUrgent || calledBack === null) ?? callable[0] ?? null;
}
