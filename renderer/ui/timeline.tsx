import type { TransmissionInTimeline } from '#contract/records/radio-records.ts';
import { asNamed } from '#domain/radio/radio-naming.ts';
import type { TimelineEntry } from '#contract/records/incident-records.ts';
import { incidentsText } from '../i18n/areas/incidents.ts';
import { timelineText } from '../i18n/areas/timeline.ts';
import { wordsText } from '../i18n/areas/words.ts';
import { useText } from '../i18n/use-text.ts';
import { actSentence, speakerOf } from '../state/act-sentence.ts';
import type { LogView } from '../state/log-view.ts';
import { useSite } from '../state/site-context.tsx';
import { useAgencyName } from '../state/use-agency-name.ts';
import { useFace } from '../state/use-face.ts';
import { useLatest } from '../state/use-latest.ts';
import { FaceNotice } from './face-notice.tsx';
import { FaceTag } from './face-tag.tsx';
import { sinceText } from './time-text.ts';
import { TimelineTransmission } from './timeline-transmission.tsx';
import { Time } from './time.tsx';
import styles from './timeline.module.css';

/** So many of the newest acts are enough for people. */
export const timelineTail = 500;

/** Everything people decided about one thing, and what was said on the radio about it, the latest on top, with who and when. */
export function Timeline({ timeline, radio }: {
  readonly timeline: LogView<TimelineEntry>;
  readonly radio?: { readonly heard: readonly TransmissionInTimeline[]; readonly takeOut: (transmissionId: string) => void };
}) {
  const text = useText(incidentsText);
  const lines = useText(timelineText);
  const words = useText(wordsText);
  const units = useLatest('units');
  const { utcOffsetMinutes } = useSite();
  const agencyOf = useAgencyName();
  const face = useFace(timeline);
  const callSignOf = (unitId: string): string => units.byKey.get(unitId)?.callSign ?? unitId;
  const radios = useLatest('radios');
  const speakerIn = ({ transmission }: TransmissionInTimeline): string => speakerOf(asNamed(transmission, radios.byKey.get(String(transmission.radioId))), callSignOf);
  const heard = radio?.heard ?? [];
  // Who filed a transmission stands at the transmission itself.
  const told = new Set(heard.flatMap(({ transmission, filedBy }) => (filedBy === null ? [] : transmission.receivers.map(({ id }) => id))));
  const all = [
    ...timeline.items.filter(({ act }) => act.kind !== 'transmission.filed' || !told.has(act.transmissionId)).map((entry) => ({ atMs: entry.atMs, entry })),
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
            <TimelineTransmission key={entry.transmission.id} entry={entry} speaker={speakerIn(entry)} onTakeOut={(id) => radio?.takeOut(id)} />
          ) : (
            <li key={entry.id} className={styles['entry']} data-kind={entry.act.kind}>
              <Time atMs={entry.atMs} />
              <p className={styles['sentence']}>
                {actSentence(entry.act, lines, words, callSignOf, agencyOf)}
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
