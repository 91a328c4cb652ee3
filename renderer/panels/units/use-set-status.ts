import { useCallback, useState } from 'react';
import type { UnitStatus } from '#domain/units/unit.ts';
import { useAct } from '../../state/use-act.ts';

/** What became of the last status somebody set here: on its way, or why it failed; null once it is on disk. */
export type StatusAttempt =
  | { readonly kind: 'saving'; readonly unitId: string; readonly status: UnitStatus }
  | { readonly kind: 'failed'; readonly unitId: string; readonly sentence: string };

export function useSetStatus(): { setStatus: (unitId: string, status: UnitStatus) => void; attempt: StatusAttempt | null } {
  const act = useAct();
  const [attempt, setAttempt] = useState<StatusAttempt | null>(null);
  const setStatus = useCallback(
    (unitId: string, status: UnitStatus) => {
      const saving: StatusAttempt = { kind: 'saving', unitId, status };
      setAttempt(saving);
      void act('unit.set-status', { unitId, status }).then((answer) =>
        // A newer attempt has the line by now.
        setAttempt((current) => (current !== saving ? current : answer.ok ? null : { kind: 'failed', unitId, sentence: answer.sentence })),
      );
    },
    [act],
  );
  return { setStatus, attempt };
}
