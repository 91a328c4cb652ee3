import { useEffect, useState } from 'react';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useNow } from '../../state/use-now.ts';

/** So much of the way behind it says where a unit comes from. */
const lengthMs = 60 * 60_000;
const askEveryMs = 10_000;
const noFixes: readonly FixRecord[] = [];

/** The fixes of a unit in the hour before a moment, or before now, asked for again every ten seconds while it is chosen. */
export function useTrail(unitId: string | null, pastAtMs: number | null): readonly FixRecord[] {
  const ask = useAsk();
  const nowMs = useNow();
  const untilMs = pastAtMs ?? Math.floor(nowMs / askEveryMs) * askEveryMs + askEveryMs;
  const [known, setKnown] = useState<{ readonly unitId: string; readonly isPast: boolean; readonly fixes: readonly FixRecord[] } | null>(null);
  useEffect(() => {
    if (unitId === null) return undefined;
    let wanted = true;
    // What a clock ahead of ours wrote lies in the future: it is shown, because it is not believed.
    const ahead = pastAtMs === null ? lengthMs : 0;
    void ask('position.fixes', { unitId, fromMs: untilMs - lengthMs, untilMs: untilMs + ahead }).then((answer) => {
      if (wanted && answer.ok) setKnown({ unitId, isPast: pastAtMs !== null, fixes: answer.value.fixes });
    });
    return () => {
      wanted = false;
    };
  }, [ask, unitId, untilMs, pastAtMs]);
  return known !== null && known.unitId === unitId && known.isPast === (pastAtMs !== null) ? known.fixes : noFixes;
}
