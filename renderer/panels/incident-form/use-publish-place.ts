import { useEffect } from 'react';
import { useChangeDraft } from '../../state/drafts-context.tsx';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';

/** Shows the form's point to the map, and takes the one that was pointed at there. */
export function usePublishPlace(draft: IncidentDraft): void {
  const changeSession = useChangeSession();
  const changeDraft = useChangeDraft();
  const { proposedPlace } = useSession();
  useEffect(() => {
    const place = draft.place;
    const isPoint = place?.latitude != null && place.longitude !== null;
    changeSession({ formPlace: place, ...(isPoint ? { lastPoint: { latitude: place.latitude, longitude: place.longitude } } : {}) });
  }, [changeSession, draft.place]);
  useEffect(() => {
    if (proposedPlace === null) return;
    changeDraft({ kind: 'choose-place', place: proposedPlace });
    changeSession({ proposedPlace: null });
  }, [changeDraft, changeSession, proposedPlace]);
}
