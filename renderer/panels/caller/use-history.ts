import { useEffect, useState } from 'react';
import type { CallHistory } from '#contract/records/call-records.ts';
import type { QueueCall } from '#domain/calls/call.ts';
import type { Place } from '#domain/places/place.ts';
import { useAsk } from '../../state/use-ask.ts';

/** The past of a call's number and place; null while it is being read. Read anew when the place changes, or what the seats decided of the call. */
export function useHistory(call: Pick<QueueCall, 'id' | 'claim'> | undefined, place: Place | null): CallHistory | null {
  const callId = call?.id ?? null;
  const claim = call?.claim;
  const decided = [claim?.closedAtMs, claim?.incidentId, claim?.complaintIds.length].join();
  const ask = useAsk();
  const [history, setHistory] = useState<CallHistory | null>(null);
  const latitude = place?.latitude ?? null;
  const longitude = place?.longitude ?? null;
  useEffect(() => {
    let isWanted = callId !== null;
    if (callId === null) return undefined;
    const point = latitude === null || longitude === null ? {} : { place: { latitude, longitude } };
    void ask('call.history', { callId, ...point }).then((outcome) => {
      if (isWanted && outcome.ok) setHistory(outcome.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, callId, latitude, longitude, decided]);
  return history?.callId === callId ? history : null;
}
