import { useEffect, useMemo } from 'react';
import type { QueueCall } from '#domain/calls/call.ts';
import type { SilentCaller } from '#domain/calls/silent-caller.ts';
import { useLineSource } from '../../state/line-source.ts';
import { createStore, useStore } from '../../state/store.ts';
import { watchSilence, type SilenceWatch } from '../../state/watch-silence.ts';

const nobody = createStore<SilentCaller | null>(null);

/** What is heard of the caller that somebody speaks with; null while nobody does, or no phone at this seat hears it. */
export function useSilentCaller(call: QueueCall | undefined): SilentCaller | null {
  const source = useLineSource();
  const callId = call && call.endedAtMs === null && source.hears(call.id) ? call.id : null;
  const answeredAtMs = call?.answeredAtMs ?? call?.claim?.answeredAtMs ?? null;
  const watch = useMemo<SilenceWatch | null>(
    () => (callId === null || answeredAtMs === null ? null : watchSilence(source, callId, answeredAtMs)),
    [source, callId, answeredAtMs],
  );
  useEffect(() => () => watch?.stop(), [watch]);
  return useStore<SilentCaller | null>(watch?.caller ?? nobody);
}
