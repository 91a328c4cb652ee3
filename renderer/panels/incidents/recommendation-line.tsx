import type { RecommendedUnit } from '#domain/dispatch/recommendation.ts';
import type { Unit } from '#domain/units/unit.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { recommendationText } from '../../i18n/areas/recommendation.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { ageText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { distanceText } from '../../ui/distance-text.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { legsText, wholeMinutes } from '../../ui/legs-text.ts';
import { UnitKindIcon } from '../../ui/unit-kind-icon.tsx';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import styles from './recommendation.module.css';

export type LineStanding = 'free' | 'busy' | 'sending' | 'sent';

/** One unit that could go: its key, when it is there and by which way, why it stands here, how free it is. */
export function RecommendationLine({ line, place, unit, computedAtMs, standing, pointedAt, marked, preAlerted, onSend, onPointer }: {
  readonly line: RecommendedUnit;
  /** 1 for the first; the digit that sends it. */
  readonly place: number;
  /** As it is now; the line is as it was when it was worked out. */
  readonly unit: Unit | undefined;
  readonly computedAtMs: number;
  readonly standing: LineStanding;
  /** Enter sends it, and the map draws its way. */
  readonly pointedAt: boolean;
  readonly marked: boolean;
  readonly preAlerted: boolean;
  readonly onSend: () => void;
  /** The pointer comes over it, or leaves it. */
  readonly onPointer: (isOver: boolean) => void;
}) {
  const text = useText(incidentsText);
  const say = useText(recommendationText);
  const words = useText(wordsText);
  const language = usePreference('language');
  const nowMs = useNow();
  const status = unit?.status ?? line.status;
  const time = (durationMs: number): string => say.minutes(wholeMinutes(durationMs));
  const position = line.positionFrom === 'base' || line.positionAgeMs === null ? [] : [`${text.positionFix} ${ageText(line.positionAgeMs + Math.max(0, nowMs - computedAtMs), language)}`];
  const role = line.fills === null ? [] : [say.capability[line.fills]];
  const why = [...role, ...line.reasons.map((reason) => say.reason[reason]), ...position].join(' · ');
  return (
    <li>
      <button type="button" className={styles['line']} data-standing={standing} data-marked={marked || undefined} data-pointed={pointedAt || undefined} tabIndex={-1} onClick={onSend} onPointerEnter={() => onPointer(true)} onPointerLeave={() => onPointer(false)}>
        <KeyCap chord={pointedAt ? 'Enter' : String(place)} />
        <span className={styles['callSign']} data-unsuitable={!line.suitable || undefined}>
          <UnitKindIcon kind={line.kind} tone={line.suitable ? 'plain' : 'grey'} label={words.unitKind[line.kind]} /> {line.callSign}
        </span>
        <span className={styles['eta']}>{time(line.worstMs)}</span>
        <span className={styles['standing']}>
          {marked && <Badge mark={{ shape: 'diamond', tone: 'blue' }} word={say.marked} />}
          {!marked && standing === 'sent' && <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.sent} />}
          {!marked && standing === 'sending' && <Badge mark={{ shape: 'ring', tone: 'blue' }} word={text.sending} />}
          {!marked && standing === 'busy' && <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.busy} />}
          {!marked && standing === 'free' && preAlerted && <Badge mark={{ shape: 'half', tone: 'blue' }} word={say.preAlerted} />}
          {!marked && standing === 'free' && !preAlerted &&
            (line.suitable ? <Badge mark={unitStatusMark[status]} word={words.unitStatus[status]} /> : <Badge mark={{ shape: 'cross', tone: 'grey' }} word={text.unsuitable} />)}
        </span>
        <span className={styles['why']}>
          <span className={styles['legs']}>{legsText(line.legs, say, (metres) => distanceText(metres, language))}</span>
          {` · ${why}`}
          {line.worstMs - line.etaMs >= 60_000 && ` · ± ${distanceText(line.uncertaintyM, language)}, ${time(line.etaMs)}–${time(line.worstMs)}`}
        </span>
      </button>
    </li>
  );
}
