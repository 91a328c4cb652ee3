import { useRef, useState } from 'react';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { useAct } from '../../state/use-act.ts';
import { useStation } from '../../state/station-context.tsx';
import { meaningOfKeys } from './conflict-desk.ts';

/** The last choice made here and what became of it: on its way, on disk, or why it failed. */
export type Choice = {
  /** Of the conflict as it stood: with another side it is another question. */
  readonly meaning: string;
  /** What holds by it, in words. */
  readonly words: string;
  readonly savedAtMs: number | null;
  readonly fault: string | null;
};

/** Settles conflicts; a second press while the first is on its way does nothing. */
export function useResolve(): { readonly choice: Choice | null; readonly resolve: (conflict: Conflict, eventId: string, words: string) => void } {
  const act = useAct();
  const { seconds } = useStation();
  const underWay = useRef(new Set<string>());
  const [choice, setChoice] = useState<Choice | null>(null);

  function resolve(conflict: Conflict, eventId: string, words: string): void {
    const conflictId = conflict.id;
    if (underWay.current.has(conflictId)) return;
    underWay.current.add(conflictId);
    const made: Choice = { meaning: meaningOfKeys(conflict), words, savedAtMs: null, fault: null };
    setChoice(made);
    void act('conflict.resolve', { conflictId, chosenEventId: eventId }).then((answer) => {
      underWay.current.delete(conflictId);
      // A newer choice has the line by now.
      const outcome = answer.ok ? { ...made, savedAtMs: seconds.get() } : { ...made, fault: answer.sentence };
      setChoice((current) => (current === made ? outcome : current));
    });
  }

  return { choice, resolve };
}
