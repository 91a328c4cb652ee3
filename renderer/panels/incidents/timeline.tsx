import { incidentsText } from '../../i18n/areas/incidents.ts';
import { timelineText } from '../../i18n/areas/timeline.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useLog } from '../../state/use-log.ts';
import { FaceNotice } from '../../ui/face-notice.tsx';
import { FaceTag } from '../../ui/face-tag.tsx';
import { sinceText } from '../../ui/time-text.ts';
import { Time } from '../../ui/time.tsx';
import { actSentence, speakerOf } from './act-sentence.ts';
import { TimelineTransmission } from './timeline-transmission.tsx';
import { useIncidentRadio } from './use-incident-radio.ts';
import styles from './timeline.module.css';

const tail = 500;

/** Everything people decided about the incident and what its radios said, the latest on top, with who and when. */
export function Timeline({ incidentId }: { readonly incidentId: string }) {
  const text = useText(incidentsText);
  const lines = useText(timelineText);
  const words = useText(wordsText);
  const units = useLatest('units');
  const { utcOffsetMinutes } = useSite();
  const timeline = useLog('timeline', { incidentId }, { tail });
  const face = useFace(timeline);
  const callSignOf = (unitId: string): string => units.byKey.get(unitId)?.callSign ?? unitId;
  const { heard, takeOut } = useIncidentRadio(incidentId, timeline.items);
  const all = [
    ...timeline.items.map((entry) => ({ atMs: entry.atMs, entry })),
    ...heard.map((entry) => ({ atMs: entry.transmission.startedAtMs, entry })),
  ];
  const latestFirst = all.sort((left, right) => right.atMs - left.atMs);
  return (
    <section className={styles['timeline']} aria-label={text.timeline}>
      <h3 className={styles['title']}>
        {text.timeline} <FaceTag face={face} />
      </h3>
      {latestFirst.length === 0 ? (
        <FaceNotice face={face} empty={{ sentence: text.timelineEmpty }} />
      ) : (
        <ol className={styles['entries']} tabIndex={0} aria-label={text.timeline}>
          {latestFirst.map(({ entry }) => 'transmission' in entry ? (
            <TimelineTransmission key={entry.transmission.id} entry={entry} speaker={speakerOf(entry.transmission, callSignOf)} onTakeOut={takeOut} />
          ) : (
            <li key={entry.id} className={styles['entry']} data-kind={entry.act.kind}>
              <Time atMs={entry.atMs} />
              <p className={styles['sentence']}>
                {actSentence(entry.act, lines, words, callSignOf)}
                <span className={styles['who']} title={entry.station}>
                  {entry.actor}
                </span>
                {entry.aloneSinceMs !== null && (
                  <span className={styles['alone']}>{text.decidedAlone(sinceText(entry.aloneSinceMs, entry.atMs, utcOffsetMinutes))}</span>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
