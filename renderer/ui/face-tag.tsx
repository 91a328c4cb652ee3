import { facesText } from '../i18n/areas/faces.ts';
import { wordsText } from '../i18n/areas/words.ts';
import { useText } from '../i18n/use-text.ts';
import type { Face } from '../state/face.ts';
import { Age } from './age.tsx';
import { Badge } from './badge.tsx';
import { healthMark } from './marks/health-mark.ts';
import { Shape } from './shape.tsx';
import { Time } from './time.tsx';
import styles from './panel-frame.module.css';

/** The few words beside a panel's title that say how old its content is; nothing while it is live. */
export function FaceTag({ face }: { readonly face: Face }) {
  const text = useText(facesText);
  const words = useText(wordsText);
  switch (face.kind) {
    case 'live':
    case 'loading':
    case 'broken':
      return null;
    case 'off':
      return <Badge mark={healthMark.off} word={words.health.off} />;
    case 'late':
      return (
        <span className={styles['tag']} title={face.reason ?? undefined}>
          <Badge mark={healthMark.late} word={text.late} />
          <span className={styles['roomy']}>
            <Age sinceMs={face.sinceMs} />
          </span>
        </span>
      );
    case 'stale':
      return (
        <span className={styles['tag']} title={face.reason ?? text.stationAway}>
          <Shape {...healthMark.down} />
          <span className={styles['roomy']}>{text.dataAsOf}</span>
          <Time atMs={face.asOfMs} />
          <span className={styles['roomy']}>
            <Age sinceMs={face.asOfMs} />
          </span>
        </span>
      );
  }
}
