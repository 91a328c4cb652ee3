import { useRef, useState } from 'react';
import { useAct } from '../../state/use-act.ts';

export type Sending = {
  /** Units whose order is on its way to disk. */
  readonly sending: ReadonlySet<string>;
  readonly fault: string | null;
  readonly send: (unitId: string) => Promise<void>;
};

/** Sends units to one incident. A second press while the first is on its way does nothing. */
export function useSend(incidentId: string): Sending {
  const act = useAct();
  const underWay = useRef(new Set<string>());
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<string | null>(null);

  async function send(unitId: string): Promise<void> {
    if (underWay.current.has(unitId)) return;
    underWay.current.add(unitId);
    setSending(new Set(underWay.current));
    setFault(null);
    const answer = await act('dispatch.send', { incidentId, unitId });
    underWay.current.delete(unitId);
    setSending(new Set(underWay.current));
    if (!answer.ok) setFault(answer.sentence);
  }

  return { sending, fault, send };
}
