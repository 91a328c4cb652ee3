import { useState } from 'react';
import type { QueueCall } from '#domain/calls/call.ts';
import { isWaiting } from '#domain/calls/call-waiting.ts';
import { useKeyboard } from '../../keys/keyboard-context.tsx';
import { useChangeDraft } from '../../state/drafts-context.tsx';
import { useChangeSession } from '../../state/session-context.tsx';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useAct } from '../../state/use-act.ts';

export type Answering = {
  /** Opens the form for the call at once and claims it; asks again while a claimed one is not put through. */
  readonly answer: (call: QueueCall) => Promise<void>;
  /** Takes a line that rings here and stands in no queue. */
  readonly answerLine: (line: PhoneLine) => Promise<void>;
  /** The call whose claim is on its way. */
  readonly answering: string | null;
  /** Why the last claim failed. */
  readonly fault: string | null;
};

export function useAnswer(): Answering {
  const act = useAct();
  const ask = useAsk();
  const changeDraft = useChangeDraft();
  const changeSession = useChangeSession();
  const { registry } = useKeyboard();
  const [answering, setAnswering] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function answer(call: QueueCall): Promise<void> {
    changeDraft({ kind: 'open-for', callId: call.id });
    changeSession({ selectedIncidentId: call.claim?.incidentId ?? null });
    registry.run('place');
    if (call.endedAtMs !== null || (call.claim?.answeredBy != null && !isWaiting(call))) return;
    setAnswering(call.id);
    setFault(null);
    const outcome = await act('call.answer', { callId: call.id });
    setAnswering(null);
    if (!outcome.ok) setFault(outcome.sentence);
  }

  async function answerLine(line: PhoneLine): Promise<void> {
    setFault(null);
    const outcome = await ask('phone.answer', { line: line.id });
    if (!outcome.ok) setFault(outcome.sentence);
  }

  return { answer, answerLine, answering, fault };
}
