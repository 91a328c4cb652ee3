import { useCallback, useEffect, useState } from 'react';
import type { TransmissionInTimeline } from '#contract/records/radio-records.ts';
import { useAct } from '../../state/use-act.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useAtMostEvery } from '../../state/use-at-most-every.ts';
import { useLog } from '../../state/use-log.ts';

/** What the radios said that belongs to an incident, read anew as transmissions come, and when `changed` does. */
export function useIncidentRadio(incidentId: string, changed: unknown): { heard: readonly TransmissionInTimeline[]; takeOut: (transmissionId: string) => void } {
  const ask = useAsk();
  const act = useAct();
  const { items } = useLog('transmissions', {}, { tail: 50 });
  const news = useAtMostEvery(items, 1_000);
  const [heard, setHeard] = useState<readonly TransmissionInTimeline[]>([]);
  useEffect(() => {
    let isWanted = true;
    void ask('incident.transmissions', { incidentId }).then((answer) => {
      if (isWanted && answer.ok) setHeard(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, incidentId, news, changed]);
  const takeOut = useCallback((transmissionId: string) => void act('transmission.take-out', { transmissionId, incidentId }), [act, incidentId]);
  return { heard, takeOut };
}
