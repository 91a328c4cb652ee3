import { useCallback, useState } from 'react';
import type { UnitStatus } from '#domain/units/unit.ts';
import { useAsk } from '../../state/use-ask.ts';

/** Sets a unit's status; `failure` is the station's sentence about the last attempt if it failed. */
export function useSetStatus(): { setStatus: (unitId: string, status: UnitStatus) => void; failure: string | null } {
  const ask = useAsk();
  const [failure, setFailure] = useState<string | null>(null);
  const setStatus = useCallback(
    (unitId: string, status: UnitStatus) => {
      void ask('unit.set-status', { unitId, status }).then((answer) => setFailure(answer.ok ? null : answer.sentence));
    },
    [ask],
  );
  return { setStatus, failure };
}
