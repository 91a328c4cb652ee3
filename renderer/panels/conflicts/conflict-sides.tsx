import type { Conflict } from '#domain/conflicts/conflict.ts';
import { conflictMeanwhileText, conflictsText } from '../../i18n/areas/conflicts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { dateText, sinceText, timeText } from '../../ui/time-text.ts';
import { conflictFacts, type ConflictNames } from './conflict-facts.ts';
import { differingParts } from './differing-parts.ts';
import type { Choice } from './use-resolve.ts';
import styles from './conflicts-panel.module.css';

/** The sides of one conflict in columns, the same facts in the same rows: what, who, when, and whether that seat was on its own. */
export function ConflictSides({ conflict, choice, settledElsewhere, names, onChoose }: {
  readonly conflict: Conflict;
  readonly choice: Choice | null;
  readonly settledElsewhere: boolean;
  readonly names: ConflictNames;
  readonly onChoose: (eventId: string) => void;
}) {
  const text = useText(conflictsText);
  const meanwhile = useText(conflictMeanwhileText);
  const { station, utcOffsetMinutes } = useSite();
  const nowMs = useNow();
  const { sides } = conflict;
  const timeOf = (atMs: number): string => {
    const time = timeText(atMs, utcOffsetMinutes);
    const date = dateText(atMs, utcOffsetMinutes);
    return date === dateText(nowMs, utcOffsetMinutes) ? time : `${date} ${time}`;
  };
  const [decision, ...facts] = conflictFacts(conflict, names);
  const cells = differingParts(decision?.cells ?? []).cells;
  return (
    <>
      <table className={styles['sides']} data-conflict={conflict.id}>
        <thead>
          <tr>
            <th scope="col">{decision && text.facts[decision.label]}</th>
            {sides.map((side, index) => (
              <td key={side.eventId} className={styles['decision']} data-holds={side.eventId === conflict.effectiveEventId || undefined}>
                <Button look="plain" chord={String(index + 1)} disabled={settledElsewhere} onPress={() => onChoose(side.eventId)}>
                  {cells[index]?.map((part, at) => <span key={at} className={part.differs ? styles['differs'] : undefined}>{part.text} </span>)}
                </Button>
                {side.eventId === conflict.effectiveEventId ? (
                  <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.holds} />
                ) : (
                  <Badge mark={{ shape: 'ring', tone: 'grey' }} word={text.holdsNot} />
                )}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ label, cells: values }) => (
            <tr key={label}>
              <th scope="row">{text.facts[label]}</th>
              {values.map((value, index) => <td key={index}>{value}</td>)}
            </tr>
          ))}
          <tr>
            <th scope="row">{text.facts.by}</th>
            {sides.map((side) => (
              <td key={side.eventId}>
                {side.actor} · {side.station === station.id ? text.thisSeat : text.seat(side.station)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{text.facts.at}</th>
            {sides.map((side) => (
              <td key={side.eventId} className="mono">
                {timeOf(side.atMs)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{text.facts.contact}</th>
            {sides.map((side) => (
              <td key={side.eventId} data-alone={side.aloneSinceMs !== null || undefined}>
                {side.aloneSinceMs === null ? text.connected : text.alone(sinceText(side.aloneSinceMs, nowMs, utcOffsetMinutes))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className={styles['foot']} role="status">
        {settledElsewhere ? (
          <Badge mark={{ shape: 'bar', tone: 'blue' }} word={`${text.settledElsewhere} ${text.settledHint}`} />
        ) : choice === null ? (
          <>
            {meanwhile[conflict.rule]} <KeyCap chord="1" />–<KeyCap chord={String(sides.length)} /> {text.choose} · <KeyCap chord="ArrowDown" /> {text.next} · <KeyCap chord="Esc" />{' '}
            {text.back}
          </>
        ) : choice.fault === null ? (
          text.saving
        ) : (
          <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.failed(choice.fault)} />
        )}
      </p>
    </>
  );
}
