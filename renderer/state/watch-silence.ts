import { hearLine, newlyAnswered, type SilentCaller } from '#domain/calls/silent-caller.ts';
import type { LineSource } from './line-source.ts';
import { createStore, type Store } from './store.ts';

export type SilenceWatch = { readonly caller: Pick<Store<SilentCaller>, 'get' | 'subscribe'>; stop(): void };

/** What was heard of a caller since the answer, as it changes. */
export function watchSilence(source: LineSource, callId: string, answeredAtMs: number): SilenceWatch {
  const caller = createStore(newlyAnswered(answeredAtMs));
  const stop = source.listen(callId, (fact) => caller.set(hearLine(caller.get(), fact)));
  return { caller, stop };
}
