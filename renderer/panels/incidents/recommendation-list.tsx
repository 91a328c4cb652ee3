import type { KeyboardEvent, RefObject } from 'react';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { RecommendationLine } from './recommendation-line.tsx';
import type { Sending } from './use-send.ts';
import styles from './recommendation.module.css';

const linesShown = 5;

/** The units that could go, best first. With the focus here Enter sends the first and 2 to 5 the others. */
export function RecommendationList({ recommendation, computedAtMs, incident, sending, listRef }: {
  readonly recommendation: Recommendation;
  readonly computedAtMs: number;
  readonly incident: Incident;
  readonly sending: Sending;
  readonly listRef: RefObject<HTMLOListElement | null>;
}) {
  const text = useText(incidentsText);
  const units = useLatest('units');
  const shown = recommendation.lines.slice(0, linesShown);
  const island = recommendation.islandName ?? incident.place.islandName ?? text.island;

  function standingOf(unitId: string, busyThen: boolean): 'free' | 'busy' | 'sending' | 'sent' {
    if (incident.assignments.some((each) => each.unitId === unitId && each.releasedAtMs === null)) return 'sent';
    if (sending.sending.has(unitId)) return 'sending';
    const unit = units.byKey.get(unitId);
    const busyNow = unit ? unit.incidentId !== null && unit.incidentId !== incident.id : busyThen;
    return busyNow ? 'busy' : 'free';
  }

  function sendLine(index: number): void {
    const line = shown[index];
    if (line && standingOf(line.unitId, line.busy) !== 'sent') void sending.send(line.unitId);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const index = event.key === 'Enter' ? 0 : /^[1-5]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (index < 0) return;
    event.preventDefault();
    event.stopPropagation();
    sendLine(index);
  }

  return (
    <>
      <p className={styles['basis']} data-basis={recommendation.basis}>
        {text.basis[recommendation.basis](island)} {recommendation.elsewhere > 0 && text.elsewhere(recommendation.elsewhere)}
      </p>
      <ol ref={listRef} className={styles['lines']} tabIndex={0} aria-label={`${text.recommend}. ${text.sendKeys}`} onKeyDown={onKeyDown}>
        {shown.map((line, index) => (
          <RecommendationLine
            key={line.unitId}
            line={line}
            place={index + 1}
            unit={units.byKey.get(line.unitId)}
            computedAtMs={computedAtMs}
            standing={standingOf(line.unitId, line.busy)}
            onSend={() => sendLine(index)}
          />
        ))}
      </ol>
      {recommendation.lines.length > linesShown && (
        <p className={styles['more']}>{text.more(recommendation.lines.length - linesShown)}</p>
      )}
    </>
  );
}
