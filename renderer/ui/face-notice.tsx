import { facesText } from '../i18n/areas/faces.ts';
import { useText } from '../i18n/use-text.ts';
import type { Face } from '../state/face.ts';
import { useSite } from '../state/site-context.tsx';
import { Badge, type Mark } from './badge.tsx';
import { timeText } from './time-text.ts';
import styles from './face-notice.module.css';

type Notice = { readonly mark: Mark; readonly sentence: string; readonly hint: string | null };

/** Stands where the content would: what the matter is and what to do. */
export function FaceNotice({ face, empty }: {
  readonly face: Face;
  readonly empty: { readonly sentence: string; readonly hint?: string } | undefined;
}) {
  const text = useText(facesText);
  const { utcOffsetMinutes } = useSite();
  const notice = ((): Notice => {
    switch (face.kind) {
      case 'loading':
        return { mark: { shape: 'ring', tone: 'plain' }, sentence: text.loading, hint: text.loadingHint };
      case 'broken':
        return { mark: { shape: 'cross', tone: 'amber' }, sentence: text.broken, hint: text.brokenHint };
      case 'stale':
        return {
          mark: { shape: 'half', tone: 'amber' },
          sentence: text.emptySince(timeText(face.asOfMs, utcOffsetMinutes)),
          hint: face.reason ?? text.stationAway,
        };
      case 'live':
      case 'late':
      case 'off':
        return { mark: { shape: 'bar', tone: 'grey' }, sentence: empty?.sentence ?? '', hint: empty?.hint ?? null };
    }
  })();
  return (
    <div className={styles['notice']}>
      <Badge mark={notice.mark} word={notice.sentence} />
      {notice.hint !== null && <p className={styles['hint']}>{notice.hint}</p>}
    </div>
  );
}
