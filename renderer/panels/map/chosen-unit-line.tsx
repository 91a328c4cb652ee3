import { useMemo } from 'react';
import type { FixRecord } from '#domain/positions/fix-record.ts';
import { uncertaintyM } from '#domain/positions/fix-standing.ts';
import { plausibleTravel } from '#domain/positions/plausible-travel.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { excludedCounts } from '../../map/trail-features.ts';
import { usePreference } from '../../state/preferences.ts';
import { useSession } from '../../state/session-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { ageText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { positionAge, positionAgeMark } from '../../ui/marks/position-age-mark.ts';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import styles from './map-panel.module.css';

/** One line about the chosen unit: status, and how old and how certain its position is. */
export function ChosenUnitLine({ units, positions, fixes, pastAtMs, isFollowed }: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  /** What its devices told in the last hour. */
  readonly fixes: readonly FixRecord[];
  readonly pastAtMs: number | null;
  readonly isFollowed: boolean;
}) {
  const text = useText(mapText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const presentMs = useNow();
  const nowMs = pastAtMs ?? presentMs;
  const { selectedUnitId } = useSession();
  const unit = selectedUnitId === null ? undefined : units.get(selectedUnitId);
  const excluded = useMemo(() => excludedCounts(fixes), [fixes]);
  if (!unit) return null;
  const position = positions.get(unit.unitId);
  const ageMs = position ? nowMs - position.fixedAtMs : null;
  const positionWords =
    position && ageMs !== null
      ? [
          `${text.position} ${ageText(ageMs, language)}`,
          text.within(distanceText(uncertaintyM(position, nowMs, plausibleTravel(unit.kind, position.islandId === null).speedKmh), language)),
          ...(position.speedKmh === null ? [] : [text.speed(Math.round(position.speedKmh))]),
          position.spoken ? text.spoken(position.spoken.text, position.spoken.by) : position.sourceId,
        ].join(' · ')
      : text.fixUnknown;
  return (
    <div className={styles['line']}>
      <strong className={`mono ${styles['chosen']}`}>{unit.callSign}</strong>
      {pastAtMs === null && <Badge mark={unitStatusMark[unit.status]} word={words.unitStatus[unit.status]} />}
      <Badge mark={positionAgeMark[positionAge(ageMs, position?.declaredStale)]} word={positionWords} />
      {isFollowed && <Badge mark={{ shape: 'frame', tone: 'blue' }} word={text.following} />}
      {excluded.length > 0 && <Badge mark={{ shape: 'cross', tone: 'grey' }} word={text.excluded(excluded.map(([standing, count]) => `${count}× ${text.standing[standing]}`).join(', '))} />}
    </div>
  );
}
