import { alarmsText } from '../../i18n/areas/alarms.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import styles from './alarm-line.module.css';

/** Where the unit of an alarm was last, and how long ago; that nobody knows is said too. */
export function AlarmPlace({ unitId }: { readonly unitId: string | null }) {
  const text = useText(alarmsText);
  const positions = useLatest('positions');
  if (unitId === null) return null;
  const position = positions.byKey.get(unitId);
  return (
    <span className={styles['place']} data-alarm-place>
      {position ? (
        <>
          <span className="mono">
            {position.latitude.toFixed(4)}, {position.longitude.toFixed(4)}
          </span>{' '}
          (<CoarseAge sinceMs={position.fixedAtMs} />)
        </>
      ) : (
        text.noPlace
      )}
    </span>
  );
}
