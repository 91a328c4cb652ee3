import { createContext, useContext } from 'react';
import type { LineFact } from '#domain/calls/silent-caller.ts';

/** What the phone at this seat hears of a call and can do for it. The phone host provides it; without a phone nothing is heard and nothing can be done. */
export type LineSource = {
  /** Whether a silence on a call's line would be noticed here. */
  hears(callId: string): boolean;
  /** Tells what is heard on the line of a call, as it happens; returns the stop. */
  listen(callId: string, hear: (fact: LineFact) => void): () => void;
  /** Calls a number; null where no phone is at this seat. */
  readonly dial: ((number: string) => void) | null;
  /** Ends this seat's line of a call; null where no phone is at this seat. */
  readonly hangUp: ((callId: string) => void) | null;
};

export const noLine: LineSource = { hears: () => false, listen: () => () => undefined, dial: null, hangUp: null };

export const LineSourceContext = createContext<LineSource>(noLine);

export function useLineSource(): LineSource {
  return useContext(LineSourceContext);
}
