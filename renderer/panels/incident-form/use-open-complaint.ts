import { useRef } from 'react';
import { agencyOf } from '../../state/complaint-draft.ts';
import { useChangeDraft } from '../../state/drafts-context.tsx';
import { placeOf, type IncidentDraft } from '../../state/incident-draft.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useAct } from '../../state/use-act.ts';
import type { Opening } from './use-open-incident.ts';

/**
 * Makes the draft a complaint, or one more caller of a complaint that is known. The draft stays until the station answered that it is on disk;
 * then the complaint lies open with the ticket to read out, unless a more urgent call has the form by then. `latest` gives the draft as it is then.
 */
export function useOpenComplaint(setOpening: (opening: Opening) => void, latest: (draftId: string) => { readonly draft: IncidentDraft | undefined; readonly isShown: boolean }) {
  const act = useAct();
  const changeDraft = useChangeDraft();
  const changeSession = useChangeSession();
  const { complaintLanes } = useSite();
  const busy = useRef(false);

  async function finish(draft: IncidentDraft, complaintId: string, number: string): Promise<void> {
    const { draft: now = draft, isShown } = latest(draft.id);
    const late = [now.placeText, now.note].map((text) => text.trim()).filter((text) => text !== '' && text !== draft.placeText.trim() && text !== draft.note.trim());
    setOpening({ kind: 'opened', number });
    changeDraft({ kind: 'finish', draftId: draft.id });
    if (isShown) changeSession({ selectedComplaintId: complaintId });
    if (late.length === 0) return;
    // What was typed while it was on its way goes after it.
    const noted = await act('complaint.note', { complaintId, text: late.join('. ') });
    if (!noted.ok) setOpening({ kind: 'failed', sentence: noted.sentence });
  }

  async function once(work: () => Promise<void>): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setOpening({ kind: 'asking' });
    await work();
    busy.current = false;
  }

  return {
    open: (draft: IncidentDraft): Promise<void> =>
      once(async () => {
        const { category, note, callId } = draft;
        if (category === null) return;
        const answer = await act('complaint.open', { category, place: placeOf(draft), note: note.trim(), agencyId: agencyOf(draft, complaintLanes), callId });
        if (answer.ok) await finish(draft, answer.value.complaintId, answer.value.number);
        else setOpening({ kind: 'failed', sentence: answer.sentence });
      }),
    join: (draft: IncidentDraft, complaintId: string): Promise<void> =>
      once(async () => {
        const answer = await act('complaint.join', { complaintId, callId: draft.callId, note: draft.note.trim() });
        if (answer.ok) await finish(draft, complaintId, answer.value.number);
        else setOpening({ kind: 'failed', sentence: answer.sentence });
      }),
  };
}
