import { useRef, useState } from 'react';
import { useAct } from '../../state/use-act.ts';

export type Sending = {
  /** Units whose order is on its way to disk. */
  readonly sending: ReadonlySet<string>;
  /** Units that were told from here to get ready. */
  readonly preAlerted: ReadonlySet<string>;
  readonly fault: string | null;
  readonly send: (unitId: string) => Promise<void>;
  readonly preAlert: (unitId: string) => Promise<void>;
};

/** Sends units to one incident, or tells them to get ready. A second press while the first is on its way does nothing. */
export function useSend(incidentId: string): Sending {
  const act = useAct();
  const underWay = useRef(new Set<string>());
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [preAlerted, setPreAlerted] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<string | null>(null);

  async function tell(command: 'dispatch.send' | 'dispatch.pre-alert', unitId: string): Promise<void> {
    if (underWay.current.has(unitId)) return;
    underWay.current.add(unitId);
    if (command === 'dispatch.send') setSending(new Set(underWay.current));
    setFault(null);
    const answer = await act(command, { incidentId, unitId });
    underWay.current.delete(unitId);
    setSending(new Set(underWay.current));
    if (!answer.ok) setFault(answer.sentence);
    else if (command === 'dispatch.pre-alert') setPreAlerted((before) => new Set([...before, unitId]));
  }

  return { sending, preAlerted, fault, send: (unitId) => tell('dispatch.send', unitId), preAlert: (unitId) => tell('dispatch.pre-alert', unitId) };
}
