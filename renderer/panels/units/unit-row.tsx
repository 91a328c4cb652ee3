import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { conflictsText } from '../../i18n/areas/conflicts.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import { UnitKindIcon } from '../../ui/unit-kind-icon.tsx';
import { PositionCell } from './position-cell.tsx';
import styles from './units-panel.module.css';

/** One unit; the wider the panel, the more of its cells are seen. */
export function UnitRow({ unit, position, incidentNumber }: {
  readonly unit: Unit;
  readonly position: UnitPosition | undefined;
  readonly incidentNumber: string | null;
}) {
  const words = useText(wordsText);
  const conflicts = useText(conflictsText);
  const mark = unitStatusMark[unit.status];
  return (
    <div className={styles['cells']} data-unit={unit.unitId} data-status={unit.status}>
      <UnitKindIcon kind={unit.kind} tone={mark.tone} label={words.unitKind[unit.kind]} />
      <span className={styles['sign']}>
        <span className="mono">{unit.callSign}</span>
        {unit.conflictRules.length > 0 && <Badge mark={{ shape: 'clash', tone: 'red' }} word={conflicts.mark} />}
      </span>
      <Badge mark={mark} word={words.unitStatus[unit.status]} />
      <span className={styles['since']}>{unit.statusSinceMs > 0 && <CoarseAge sinceMs={unit.statusSinceMs} />}</span>
      <span className={`mono ${styles['incident']}`}>{incidentNumber}</span>
      <span className={styles['island']}>{unit.islandName}</span>
      <span className={`mono ${styles['talkgroup']}`}>{unit.talkgroup}</span>
      <span className={styles['position']}>
        <PositionCell position={position} />
      </span>
    </div>
  );
}
