import type { Link } from '#domain/links/link.ts';
import { linksText } from '../../i18n/areas/links.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { healthMark } from '../../ui/marks/health-mark.ts';
import { Time } from '../../ui/time.tsx';
import styles from './links-strip.module.css';

/** All that is known of one link, beneath the strip while it is pointed at or has the focus. It takes no focus itself. */
export function LinkDetail({ link, id, leftPx, topPx }: {
  readonly link: Link;
  readonly id: string;
  readonly leftPx: number;
  readonly topPx: number;
}) {
  const text = useText(linksText);
  const { health } = useText(wordsText);
  const count = new Intl.NumberFormat('id-ID');
  return (
    <div id={id} role="tooltip" className={styles['detail']} style={{ left: leftPx, top: topPx }}>
      <p className={styles['detailTitle']}>
        {text.kinds[link.kind]} · {link.name}
      </p>
      <p className={styles['detailLine']}>
        <Badge mark={healthMark[link.state]} word={health[link.state]} />
        {text.since} <Time atMs={link.sinceMs} /> (<Age sinceMs={link.sinceMs} />)
      </p>
      {link.reason !== null && <p className={styles['reason']}>{link.reason}</p>}
      <p className={styles['detailLine']}>
        {link.lastHeardAtMs === null ? (
          text.neverHeard
        ) : (
          <>
            {text.lastHeard} <Time atMs={link.lastHeardAtMs} /> (<Age sinceMs={link.lastHeardAtMs} />)
          </>
        )}
      </p>
      <p className={styles['detailLine']}>
        {text.messages(count.format(link.messages))}
        {link.rejected > 0 && <> · {text.rejected(count.format(link.rejected))}</>}
        {link.waiting > 0 && <> · {text.waiting(link.waiting)}</>}
      </p>
    </div>
  );
}
