import { useEffect, useRef, useState } from 'react';
import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { RecordingOfStation } from '#domain/recordings/recording.ts';
import { recallText } from '../../i18n/areas/recall.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSite } from '../../state/site-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { usePhone } from '../../state/use-phone.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { standingOf } from './listed-recordings.ts';
import styles from './incident-recordings.module.css';

/** What is fetched from central is asked for again so often, until it is there or something else is chosen. */
const askAgainMs = 1_000;

/** What was recorded of an incident's calls at any seat, newest first: heard again at this seat's headset, or why it cannot be. Nothing where nothing was recorded. */
export function IncidentRecordings({ incidentId, timeline }: { readonly incidentId: string; readonly timeline: readonly TimelineEntry[] }) {
  const text = useText(recallText);
  const ask = useAsk();
  const phone = usePhone();
  const { station } = useSite();
  const [listed, setListed] = useState<readonly RecordingOfStation[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  /** Counts what was chosen to be heard: an older choice is not asked for again. */
  const choice = useRef(0);
  useEffect(() => {
    let isWanted = true;
    void ask('recording.list', { incidentId }).then((answer) => {
      if (isWanted && answer.ok) setListed(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, incidentId, timeline]);
  useEffect(() => () => void (choice.current += 1), [incidentId]);
  const play = async (recordingId: string): Promise<void> => {
    const mine = (choice.current += 1);
    for (;;) {
      const answer = await ask('recall.play-recording', { recordingId, incidentId });
      if (choice.current !== mine) return;
      setFault(answer.ok ? null : answer.sentence);
      if (answer.ok || answer.code !== 'recording-coming') return;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      if (choice.current !== mine) return;
    }
  };
  const newest = phone === null ? undefined : listed.find(({ state }) => state !== 'open');
  useAction('play-recording', newest ? () => void play(newest.id) : null);
  if (listed.length === 0) return null;
  return (
    <section className={styles['section']} aria-label={text.recordings}>
      <ul className={styles['recordings']}>
        {listed.map((recording) => {
          const standing = standingOf(recording, station.id);
          return (
            <li key={recording.id} className={styles['recording']} data-standing={standing}>
              <span className={styles['play']}>
                {phone !== null && recording.state !== 'open' && (
                  <Button look="quiet" {...(recording.id === newest?.id ? { action: 'play-recording' as const } : {})} onPress={() => void play(recording.id)}>
                    {text.play}
                  </Button>
                )}
              </span>
              <Time atMs={recording.startedAtMs} />
              <span className={`mono ${styles['length']}`}>{recording.durationMs > 0 && stopwatchText(recording.durationMs)}</span>
              <div className={styles['what']}>
                <Badge mark={marks[standing]} word={text.standing[standing]} />
                <span className={styles['who']}>{standing === 'elsewhere' ? `${recording.source.label} · ${recording.station}` : recording.source.label}</span>
              </div>
            </li>
          );
        })}
      </ul>
      {fault !== null && (
        <p className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
    </section>
  );
}

const marks = {
  whole: { shape: 'disc', tone: 'green' },
  cut: { shape: 'half', tone: 'amber' },
  open: { shape: 'ring', tone: 'blue' },
  central: { shape: 'bar', tone: 'grey' },
  elsewhere: { shape: 'bar', tone: 'grey' },
} as const;
