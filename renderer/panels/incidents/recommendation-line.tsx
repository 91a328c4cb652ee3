import type { RecommendedUnit } from '#domain/dispatch/recommendation.ts';
import type { Unit } from '#domain/units/unit.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { ageText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { UnitKindIcon } from '../../ui/unit-kind-icon.tsx';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import styles from './recommendation.module.css';

/** One unit that could go: its key, how far, how sure, how free. */
export function RecommendationLine({ line, place, unit, computedAtMs, standing, onSend }: {
  readonly line: RecommendedUnit;
  /** 1 for the first; the key that sends it. */
  readonly place: number;
  /** As it is now; the line is as it was when it was worked out. */
  readonly unit: Unit | undefined;
  readonly computedAtMs: number;
  readonly standing: 'free' | 'busy' | 'sending' | 'sent';
  readonly onSend: () => void;
}) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const nowMs = useNow();
  const status = unit?.status ?? line.status;
  const position =
    line.positionFrom === 'base' || line.positionAgeMs === null
      ? text.positionBase
      : `${text.positionFix} ${ageText(line.positionAgeMs + Math.max(0, nowMs - computedAtMs), language)}`;
  return (
    <li>
      <button type="button" className={styles['line']} data-standing={standing} tabIndex={-1} onClick={onSend}>
        <KeyCap chord={place === 1 ? 'Enter' : String(place)} />
        <span className={styles['callSign']} data-unsuitable={!line.suitable || undefined}>
          <UnitKindIcon kind={line.kind} tone={line.suitable ? 'plain' : 'grey'} label={words.unitKind[line.kind]} /> {line.callSign}
        </span>
        <span className={styles['distance']}>{distanceText(line.distanceM, language)}</span>
        <span className={styles['uncertainty']}>{line.uncertaintyM > 0 && `± ${distanceText(line.uncertaintyM, language)}`}</span>
        <span className={styles['position']}>{position}</span>
        <span className={styles['standing']}>
          {standing === 'sent' && <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.sent} />}
          {standing === 'sending' && <Badge mark={{ shape: 'ring', tone: 'blue' }} word={text.sending} />}
          {standing === 'busy' && <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.busy} />}
          {standing === 'free' &&
            (line.suitable ? (
              <Badge mark={unitStatusMark[status]} word={words.unitStatus[status]} />
            ) : (
              <Badge mark={{ shape: 'cross', tone: 'grey' }} word={text.unsuitable} />
            ))}
        </span>
      </button>
    </li>
  );
}
