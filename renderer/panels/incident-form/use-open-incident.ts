import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Place } from '#domain/places/place.ts';
import { useChangeDraft, useDraftWorkspace } from '../../state/drafts-context.tsx';
import type { DraftWorkspace } from '../../state/draft-workspace.ts';
import { placeOf, priorityOf, type IncidentDraft } from '../../state/incident-draft.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { awaitedFor, foundSoon, type AwaitedPlace } from './awaited-place.ts';
import { lateChanges } from './late-changes.ts';
import { formFaults, type FormFaults } from './form-faults.ts';
import { useOpenComplaint } from './use-open-complaint.ts';

/** Where the form stands on its way to an incident or a complaint. */
export type Opening =
  | { readonly kind: 'idle' }
  /** Fields that must be filled first; belongs to the draft of that id. */
  | { readonly kind: 'incomplete'; readonly draftId: string; readonly faults: FormFaults }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'opened'; readonly number: string };

/**
 * Makes the draft an incident or a complaint. The draft stays until the station answered that it is on disk. A place that is still being looked up goes
 * with it if it is found in a moment, else it follows as a change of its incident.
 */
export function useOpenIncident(awaitedPlace: RefObject<AwaitedPlace | null>): {
  readonly opening: Opening;
  readonly open: () => Promise<void>;
  /** Makes the draft's caller one more of a complaint that is known. */
  readonly join: (complaintId: string) => Promise<void>;
  readonly typed: () => void;
} {
  const act = useAct();
  const changeDraft = useChangeDraft();
  const changeSession = useChangeSession();
  const workspace = useDraftWorkspace();
  const { current } = workspace;
  const latest = useRef(workspace);
  useLayoutEffect(() => {
    latest.current = workspace;
  });
  const [opening, setOpening] = useState<Opening>({ kind: 'idle' });
  const busy = useRef(false);
  const complaint = useOpenComplaint(setOpening, (draftId) => ({ draft: draftOf(latest.current, draftId), isShown: latest.current.current.id === draftId }));

  async function open(): Promise<void> {
    if (busy.current) return;
    const { id: draftId, type } = current;
    const priority = priorityOf(current);
    const faults = formFaults(current);
    const awaited = awaitedFor(current, awaitedPlace.current);
    if (current.kind === 'complaint' && !faults) return complaint.open(withPlace(current, awaited && (await foundSoon(awaited))));
    if (faults || type === null || priority === null) {
      setOpening({ kind: 'incomplete', draftId, faults: faults ?? { place: false, type: true } });
      return;
    }
    busy.current = true;
    setOpening({ kind: 'asking' });
    const asked = withPlace(current, awaited && (await foundSoon(awaited)));
    const answer = await act('incident.open', {
      type,
      priority,
      place: placeOf(asked),
      note: asked.note.trim(),
      callId: current.callId,
    });
    busy.current = false;
    if (!answer.ok) {
      setOpening({ kind: 'failed', sentence: answer.sentence });
      return;
    }
    const { incidentId, number } = answer.value;
    const now = draftOf(latest.current, draftId);
    setOpening({ kind: 'opened', number });
    changeDraft({ kind: 'finish', draftId });
    changeSession({ selectedIncidentId: incidentId });
    const late = now ? lateChanges(current, now, placeOf(asked)) : { change: null, note: null };
    if (awaited && asked.place === null && !late.change?.place) void awaited.then((place) => place && act('incident.change', { incidentId, place }));
    const follow = [
      late.change ? await act('incident.change', { incidentId, ...late.change }) : null,
      late.note !== null ? await act('incident.note', { incidentId, text: late.note }) : null,
    ];
    const failed = follow.find((outcome) => outcome?.ok === false);
    if (failed?.ok === false) setOpening({ kind: 'failed', sentence: failed.sentence });
  }

  return {
    opening,
    open,
    join: (complaintId) => complaint.join(current, complaintId),
    /** A fault or a success speaks of the past once somebody types again. */
    typed() {
      setOpening((before) => (before.kind === 'asking' || before.kind === 'idle' ? before : { kind: 'idle' }));
    },
  };
}

function withPlace(draft: IncidentDraft, place: Place | null): IncidentDraft {
  return place ? { ...draft, place, placeText: place.text } : draft;
}

function draftOf(workspace: DraftWorkspace, draftId: string): IncidentDraft | undefined {
  return [workspace.current, ...workspace.parked].find((draft) => draft.id === draftId);
}
