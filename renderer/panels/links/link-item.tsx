import type { Link } from '#domain/links/link.ts';
import { linksText } from '../../i18n/areas/links.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import { healthMark } from '../../ui/marks/health-mark.ts';
import { Shape } from '../../ui/shape.tsx';
import styles from './links-strip.module.css';

/** One link: shape and name; word and age as soon as it is not live; what waits for it. */
export function LinkItem({ link, labels, known }: {
  readonly link: Link;
  readonly labels: { readonly short: string; readonly long: string };
  /** False while the station is away: what was last heard of the link says nothing about now. */
  readonly known: boolean;
}) {
  const text = useText(linksText);
  const { health } = useText(wordsText);
  const mark = known ? healthMark[link.state] : healthMark.off;
  const troubled = link.state === 'late' || link.state === 'down';
  return (
    <span className={styles['item']} data-state={known ? link.state : 'unknown'}>
      <Shape {...mark} />
      <span className={styles['short']}>{labels.short}</span>
      <span className={styles['long']}>{labels.long}</span>
      {known && <span className={troubled ? styles['word'] : styles['quietWord']}>{health[link.state]}</span>}
      {known && troubled && <CoarseAge sinceMs={link.sinceMs} />}
      {known && link.waiting > 0 && <span className={styles['waiting']}>{text.waiting(link.waiting)}</span>}
    </span>
  );
}
