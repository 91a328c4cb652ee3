import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import type { Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { recommendationText } from '../../i18n/areas/recommendation.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { RecommendationFacts, RecommendationFootnotes } from './recommendation-facts.tsx';
import { RecommendationLine, type LineStanding } from './recommendation-line.tsx';
import type { Sending } from './use-send.ts';
import styles from './recommendation.module.css';

const linesShown = 5;

/**
 * The units that could go, best first. With the focus here Enter sends the line pointed at (the first, until an arrow moves on) or all that are
 * marked, 1 to 5 the others; Shift and a number marks one, B tells the same ones to get ready. The map draws the way of the line pointed at.
 */
export function RecommendationList({ recommendation, computedAtMs, asked, incident, sending, listRef }: {
  readonly recommendation: Recommendation;
  readonly computedAtMs: number;
  /** How many times it was asked for by hand; each time the first line is pointed at. */
  readonly asked: number;
  readonly incident: Incident;
  readonly sending: Sending;
  readonly listRef: RefObject<HTMLOListElement | null>;
}) {
  const text = useText(incidentsText);
  const say = useText(recommendationText);
  const units = useLatest('units');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const shown = recommendation.lines.slice(0, linesShown);
  const [pointed, setPointed] = useState({ asked, unitId: shown[0]?.unitId ?? null });
  const [under, setUnder] = useState<string | null>(null);
  const wantedUnitId = pointed.asked === asked ? pointed.unitId : (shown[0]?.unitId ?? null);
  // A list that changed by itself keeps its pointer on the unit that was seen there; where that one is gone, Enter sends nobody.
  const pointedIndex = shown.findIndex(({ unitId }) => unitId === wantedUnitId);
  if (pointed.asked !== asked) setPointed({ asked, unitId: wantedUnitId });
  const drawn = under ?? shown[pointedIndex]?.unitId ?? null;
  const changeSession = useChangeSession();
  useEffect(() => changeSession({ pointedLine: drawn === null ? null : { incidentId: incident.id, unitId: drawn } }), [changeSession, incident.id, drawn]);
  useEffect(() => () => changeSession({ pointedLine: null }), [changeSession]);

  function standingOf(unitId: string, busyThen: boolean): LineStanding {
    if (incident.assignments.some((each) => each.unitId === unitId && each.releasedAtMs === null)) return 'sent';
    if (sending.sending.has(unitId)) return 'sending';
    const unit = units.byKey.get(unitId);
    const busyNow = unit ? unit.incidentId !== null && unit.incidentId !== incident.id : busyThen;
    return busyNow ? 'busy' : 'free';
  }

  function sendLines(lines: typeof shown): void {
    for (const line of lines) if (standingOf(line.unitId, line.busy) !== 'sent') void sending.send(line.unitId);
    setMarked(new Set());
  }

  function mark(index: number): void {
    const line = shown[index];
    if (!line) return;
    setMarked((before) => (before.has(line.unitId) ? new Set([...before].filter((each) => each !== line.unitId)) : new Set([...before, line.unitId])));
  }

  function point(index: number): void {
    setPointed({ asked, unitId: shown[index]?.unitId ?? null });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const chosen = shown.filter(({ unitId }) => marked.has(unitId));
    const those = chosen.length > 0 ? chosen : shown.filter((_, index) => index === pointedIndex);
    // By its place on the keyboard: Shift and a digit is another character in every layout.
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
    if (event.key === 'Enter') sendLines(those);
    else if (event.key === 'b' || event.key === 'B') for (const { unitId } of those) void sending.preAlert(unitId);
    else if (event.key === 'ArrowDown') point(Math.min(pointedIndex + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') point(Math.max(pointedIndex - 1, 0));
    else if (digit !== undefined && event.shiftKey) mark(Number(digit) - 1);
    else if (/^[1-5]$/.test(event.key)) sendLines(shown.slice(Number(event.key) - 1, Number(event.key)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <RecommendationFacts recommendation={recommendation} />
      {pointedIndex < 0 && shown.length > 0 && (
        <p className={styles['missing']} role="status">
          {say.listChanged}
        </p>
      )}
      <ol ref={listRef} className={styles['lines']} tabIndex={0} aria-label={`${text.recommend}. ${say.sendKeys}`} onKeyDown={onKeyDown}>
        {shown.map((line, index) => (
          <RecommendationLine
            key={line.unitId}
            line={line}
            place={index + 1}
            unit={units.byKey.get(line.unitId)}
            computedAtMs={computedAtMs}
            standing={standingOf(line.unitId, line.busy)}
            pointedAt={index === pointedIndex}
            marked={marked.has(line.unitId)}
            preAlerted={sending.preAlerted.has(line.unitId)}
            onSend={() => sendLines([line])}
            onPointer={(isOver) => setUnder(isOver ? line.unitId : null)}
          />
        ))}
      </ol>
      <RecommendationFootnotes recommendation={recommendation} rest={recommendation.lines.length - shown.length} />
    </>
  );
}
