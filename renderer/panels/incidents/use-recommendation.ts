import { useRef, useState } from 'react';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import { useStation } from '../../state/station-context.tsx';
import { useAsk } from '../../state/use-ask.ts';

export type RecommendationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly recommendation: Recommendation; readonly atMs: number }
  | { readonly kind: 'failed'; readonly sentence: string };

/** The recommendation of one incident, for a component that lives as long as the incident is shown. */
export function useRecommendation(incidentId: string): {
  readonly state: RecommendationState;
  readonly recommend: () => Promise<void>;
} {
  const ask = useAsk();
  const { clock } = useStation();
  const [state, setState] = useState<RecommendationState>({ kind: 'none' });
  const newest = useRef(0);

  async function recommend(): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    setState((before) => (before.kind === 'shown' ? before : { kind: 'asking' }));
    const answer = await ask('dispatch.recommend', { incidentId });
    if (mine !== newest.current) return;
    setState(
      answer.ok
        ? { kind: 'shown', recommendation: answer.value, atMs: clock.nowMs() }
        : { kind: 'failed', sentence: answer.sentence },
    );
  }

  return { state, recommend };
}
