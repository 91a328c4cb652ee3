import { useRef, useState } from 'react';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { useAct } from '../../state/use-act.ts';

/** What became of the last choice made here: on its way or on disk, or why it failed. */
export type Choice = {
  readonly conflictId: string;
  readonly eventId: string;
  readonly fault: string | null;
};

/** Settles conflicts; a second press while the first is on its way does nothing. */
export function useResolve(): { readonly choice: Choice | null; readonly resolve: (conflict: Conflict, eventId: string) => void } {
  const act = useAct();
  const underWay = useRef(new Set<string>());
  const [choice, setChoice] = useState<Choice | null>(null);

  function resolve(conflict: Conflict, eventId: string): void {
    const conflictId = conflict.id;
    if (underWay.current.has(conflictId)) return;
    underWay.current.add(conflictId);
    const made: Choice = { conflictId, eventId, fault: null };
    setChoice(made);
    void act('conflict.resolve', { conflictId, chosenEventId: eventId }).then((answer) => {
      underWay.current.delete(conflictId);
      // A newer choice has the line by now.
      if (!answer.ok) setChoice((current) => (current === made ? { ...made, fault: answer.sentence } : current));
    });
  }

  return { choice, resolve };
}
