import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Recommendation } from '#domain/dispatch/recommendation.ts';
import { useStation } from '../../state/station-context.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { useLatest } from '../../state/use-latest.ts';

export type RecommendationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly recommendation: Recommendation; readonly atMs: number; /** How many times it was asked for by hand. */ readonly asked: number }
  | { readonly kind: 'failed'; readonly sentence: string };

/** The recommendation of one incident, for a component that lives as long as the incident is shown; asked for anew when something comes to stand in the way, or no longer does. */
export function useRecommendation(incidentId: string): {
  readonly state: RecommendationState;
  readonly recommend: () => Promise<void>;
} {
  const ask = useAsk();
  const { clock } = useStation();
  const [state, setState] = useState<RecommendationState>({ kind: 'none' });
  const newest = useRef(0);
  const asked = useRef(0);
  const obstacles = useLatest('obstacles').byKey;

  async function find(): Promise<void> {
    newest.current += 1;
    const mine = newest.current;
    setState((before) => (before.kind === 'shown' ? before : { kind: 'asking' }));
    const answer = await ask('dispatch.recommend', { incidentId });
    if (mine !== newest.current) return;
    setState(
      answer.ok
        ? { kind: 'shown', recommendation: answer.value, atMs: clock.nowMs(), asked: asked.current }
        : { kind: 'failed', sentence: answer.sentence },
    );
  }

  const latest = useRef({ find, isShown: state.kind === 'shown' });
  useLayoutEffect(() => {
    latest.current = { find, isShown: state.kind === 'shown' };
  });
  useEffect(() => {
    if (latest.current.isShown) void latest.current.find();
  }, [obstacles]);

  return {
    state,
    recommend() {
      asked.current += 1;
      return find();
    },
  };
}
