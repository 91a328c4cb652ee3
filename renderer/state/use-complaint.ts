import { useEffect, useState } from 'react';
import type { Complaint } from '#domain/complaints/complaint.ts';
import { useAsk } from './use-ask.ts';
import { useLatest } from './use-latest.ts';

/** A complaint as it stands now; one that has left the list as it was when it was asked for. Undefined while nothing is known of it. */
export function useComplaint(complaintId: string): Complaint | undefined {
  const ask = useAsk();
  const live = useLatest('complaints').byKey.get(complaintId);
  const [found, setFound] = useState<Complaint | null>(null);
  const isLive = live !== undefined;
  useEffect(() => {
    let isWanted = !isLive;
    if (isLive) return undefined;
    void ask('complaint.find', { complaintId }).then((answer) => {
      if (isWanted && answer.ok) setFound(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, complaintId, isLive]);
  return live ?? (found?.id === complaintId ? found : undefined);
}
