import type { Quarantine } from '#contract/records/quarantine-records.ts';
import { quarantineText } from '../../i18n/areas/quarantine.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import { useSamples } from './use-samples.ts';
import styles from './quarantine-panel.module.css';

/** What the chosen line's messages look like, as far as they are text. */
export function QuarantineSamples({ entry }: { readonly entry: Quarantine | undefined }) {
  const text = useText(quarantineText);
  const answer = useSamples(entry);
  if (entry === undefined || answer === null) return <p className={styles['hint']}>{text.choose}</p>;
  switch (answer.kind) {
    case 'loading':
      return <p className={styles['hint']}>{text.loading}</p>;
    case 'failed':
      return (
        <p className={styles['hint']} role="status">
          <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.failed(answer.sentence)} />
        </p>
      );
    case 'loaded':
      if (answer.samples.length === 0) return <p className={styles['hint']}>{text.noSamples}</p>;
      return (
        <ol className={styles['samples']} aria-label={text.samples(entry.reason)} tabIndex={0}>
          {answer.samples.map((sample, index) => (
            <li key={index} className={styles['sample']}>
              <span className={styles['sampleHead']}>
                <Time atMs={sample.atMs} /> {sample.topic} · {text.bytes(new Intl.NumberFormat('id-ID').format(sample.bytes))}
              </span>
              <code className={`mono ${styles['payload']}`}>{sample.text}</code>
            </li>
          ))}
        </ol>
      );
  }
}
