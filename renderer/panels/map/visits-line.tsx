import { useEffect, useState } from 'react';
import type { Fence, FenceVisit } from '#domain/geofences/fence.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { timeText } from '../../ui/time-text.ts';
import styles from './map-panel.module.css';

const shownVisits = 4;

/** Where the chosen unit came in and went out during the last day, the newest first. */
export function VisitsLine({ fences }: { readonly fences: ReadonlyMap<string, Fence> }) {
  const text = useText(mapText);
  const ask = useAsk();
  const { utcOffsetMinutes } = useSite();
  const { selectedUnitId } = useSession();
  const told = useLatest('fence-visits').byKey.get(selectedUnitId ?? '');
  const [known, setKnown] = useState<{ readonly unitId: string; readonly visits: readonly FenceVisit[] } | null>(null);
  useEffect(() => {
    if (selectedUnitId === null) return undefined;
    let wanted = true;
    void ask('fence.visits', { unitId: selectedUnitId }).then((answer) => {
      if (wanted && answer.ok) setKnown({ unitId: selectedUnitId, visits: answer.value });
    });
    return () => {
      wanted = false;
    };
  }, [ask, selectedUnitId, told]);
  if (known === null || known.unitId !== selectedUnitId || known.visits.length === 0) return null;
  const time = (atMs: number): string => timeText(atMs, utcOffsetMinutes).slice(0, 5);
  const words = known.visits
    .slice(0, shownVisits)
    .map(({ fenceId, enteredAtMs, leftAtMs }) => `${fences.get(fenceId)?.name ?? fenceId} ${leftAtMs === null ? text.since(time(enteredAtMs)) : `${time(enteredAtMs)}–${time(leftAtMs)}`}`);
  return (
    <div className={styles['line']} data-visits>
      <Badge mark={{ shape: 'frame', tone: 'grey' }} word={words.join(' · ')} />
    </div>
  );
}
