import { useCallback, useEffect, useState } from 'react';
import type { TransmissionInTimeline } from '#contract/records/radio-records.ts';
import { useAct } from '../../state/use-act.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useAtMostEvery } from '../../state/use-at-most-every.ts';
import { useLog } from '../../state/use-log.ts';

const soundComesWithinMs = 8_000;

/** What the radios said that belongs to an incident, read anew as transmissions come, and when `changed` does. */
export function useIncidentRadio(incidentId: string, changed: unknown): { heard: readonly TransmissionInTimeline[]; takeOut: (transmissionId: string) => void } {
  const ask = useAsk();
  const act = useAct();
  const { items } = useLog('transmissions', {}, { tail: 50 });
  const news = useAtMostEvery(items, 1_000);
  const [heard, setHeard] = useState<readonly TransmissionInTimeline[]>([]);
  useEffect(() => {
    let isWanted = true;
    const read = (): void =>
      void ask('incident.transmissions', { incidentId }).then((answer) => {
        if (isWanted && answer.ok) setHeard(answer.value);
      });
    read();
    // A recorder brings the sound some seconds after the over, and nothing else changes then.
    const timer = setTimeout(read, soundComesWithinMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [ask, incidentId, news, changed]);
  const takeOut = useCallback((transmissionId: string) => void act('transmission.take-out', { transmissionId, incidentId }), [act, incidentId]);
  return { heard, takeOut };
}
