import { useEffect, useState } from 'react';
import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { Recording } from '#domain/recordings/recording.ts';
import { recallText } from '../../i18n/areas/recall.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useAsk } from '../../state/use-ask.ts';
import { usePhone } from '../../state/use-phone.ts';
import { stopwatchText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { recordingsOf, type ListedRecording } from './listed-recordings.ts';
import styles from './incident-recordings.module.css';

/** What was recorded of an incident's calls, newest first: heard again at this seat's headset, or why it cannot be. Nothing where nothing was recorded. */
export function IncidentRecordings({ incidentId, timeline }: { readonly incidentId: string; readonly timeline: readonly TimelineEntry[] }) {
  const text = useText(recallText);
  const ask = useAsk();
  const phone = usePhone();
  const [here, setHere] = useState<readonly Recording[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void ask('recording.list', { incidentId }).then((answer) => {
      if (isWanted && answer.ok) setHere(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, incidentId, timeline]);
  const listed = recordingsOf(here, timeline);
  const play = async (recordingId: string): Promise<void> => {
    const answer = await ask('recall.play-recording', { recordingId });
    setFault(answer.ok ? null : answer.sentence);
  };
  const newest = phone === null ? undefined : listed.find(({ standing }) => isHeard(standing));
  useAction('play-recording', newest ? () => void play(newest.id) : null);
  if (listed.length === 0) return null;
  return (
    <section aria-label={text.recordings}>
      <ul className={styles['recordings']}>
        {listed.map((recording) => (
          <li key={recording.id} className={styles['recording']} data-standing={recording.standing}>
            {phone !== null && isHeard(recording.standing) && (
              <Button look="quiet" {...(recording.id === newest?.id ? { action: 'play-recording' as const } : {})} onPress={() => void play(recording.id)}>
                {text.play}
              </Button>
            )}
            <Badge mark={marks[recording.standing]} word={text.standing[recording.standing]} />
            <span className={styles['who']}>{recording.label}</span>
            <Time atMs={recording.startedAtMs} />
            {recording.durationMs > 0 && <span className="mono">{stopwatchText(recording.durationMs)}</span>}
            {recording.standing === 'elsewhere' && <span className={styles['who']}>{recording.station}</span>}
          </li>
        ))}
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
  removed: { shape: 'bar', tone: 'grey' },
  elsewhere: { shape: 'bar', tone: 'grey' },
} as const;

function isHeard(standing: ListedRecording['standing']): boolean {
  return standing === 'whole' || standing === 'cut';
}
