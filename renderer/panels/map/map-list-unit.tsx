import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { ageText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { positionAge, positionAgeMark } from '../../ui/marks/position-age-mark.ts';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import { pointText } from './point-text.ts';
import styles from './map-list.module.css';

/** One unit in words where the map would draw it. */
export function MapListUnit({ unit, position }: { readonly unit: Unit; readonly position: UnitPosition | undefined }) {
  const text = useText(mapText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const nowMs = useNow();
  const ageMs = position ? nowMs - position.fixedAtMs : null;
  return (
    <div className={styles['row']}>
      <span className={`mono ${styles['sign']}`}>{unit.callSign}</span>
      <Badge mark={unitStatusMark[unit.status]} word={words.unitStatus[unit.status]} />
      <span className={styles['wide']}>{unit.islandName ?? text.unknownIsland}</span>
      <Badge
        mark={positionAgeMark[positionAge(ageMs, position?.declaredStale)]}
        word={ageMs === null ? text.fixUnknown : ageText(ageMs, language)}
      />
      <span className="mono">{position && pointText(position, text.letters)}</span>
    </div>
  );
}
