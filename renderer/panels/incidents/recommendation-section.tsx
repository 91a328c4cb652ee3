import { useLayoutEffect, useRef } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Age } from '../../ui/age.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RecommendationList } from './recommendation-list.tsx';
import { useRecommendation } from './use-recommendation.ts';
import { useSend } from './use-send.ts';
import styles from './recommendation.module.css';

/** F4: which unit really arrives first, and sending it. */
export function RecommendationSection({ incident }: { readonly incident: Incident }) {
  const text = useText(incidentsText);
  const { state, recommend } = useRecommendation(incident.id);
  const sending = useSend(incident.id);
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  /** The operator asked for the list and waits at it; the focus goes there when it comes. */
  const awaited = useRef(false);

  function start(): void {
    awaited.current = true;
    section.current?.focus();
    void recommend();
  }
  useAction('recommend', incident.status === 'open' ? start : null);
  // Before it is painted: an Enter pressed at the sight of the list must find the focus there.
  useLayoutEffect(() => {
    if (state.kind !== 'shown' || !awaited.current) return;
    awaited.current = false;
    if (document.activeElement === section.current) list.current?.focus();
  }, [state]);

  return (
    <section ref={section} className={styles['section']} tabIndex={-1} aria-label={text.recommend}>
      <div className={styles['head']}>
        <Button action="recommend" onPress={start} disabled={incident.status !== 'open'}>
          {text.recommend}
        </Button>
        {state.kind === 'none' && <span className={styles['hint']}>{text.recommendHint}</span>}
        {state.kind === 'asking' && <Badge mark={{ shape: 'ring', tone: 'blue' }} word={text.asking} />}
        {state.kind === 'shown' && (
          <span className={styles['hint']}>
            {text.computed} <Age sinceMs={state.atMs} />
          </span>
        )}
      </div>
      {state.kind === 'failed' && (
        <p className={styles['fault']} role="alert">
          {state.sentence}
        </p>
      )}
      {sending.fault !== null && (
        <p className={styles['fault']} role="alert">
          {sending.fault}
        </p>
      )}
      {state.kind === 'shown' && (
        <RecommendationList
          recommendation={state.recommendation}
          computedAtMs={state.atMs}
          asked={state.asked}
          incident={incident}
          sending={sending}
          listRef={list}
        />
      )}
    </section>
  );
}
