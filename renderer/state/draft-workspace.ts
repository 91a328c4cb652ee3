import type { ComplaintCategory } from '#domain/complaints/complaint.ts';
import type { IncidentType, Priority } from '#domain/incidents/incident.ts';
import type { Place } from '#domain/places/place.ts';
import { emptyDraft, hasContent, readDraft, type IncidentDraft } from './incident-draft.ts';

/** Everything half typed in this window: the form, the forms put aside for a more urgent call, and notes. */
export type DraftWorkspace = {
  readonly current: IncidentDraft;
  readonly parked: readonly IncidentDraft[];
  /** Half-typed notes by the id of their incident or complaint. */
  readonly notes: Readonly<Record<string, string>>;
  /** Drafts that became incidents or complaints, so that an older copy does not bring them back. */
  readonly finished: readonly string[];
};

export type DraftAction =
  | { readonly kind: 'write-place'; readonly text: string }
  | { readonly kind: 'choose-place'; readonly place: Place }
  /** How sure the chosen point is. */
  | { readonly kind: 'set-radius'; readonly radiusM: number }
  | { readonly kind: 'choose-type'; readonly type: IncidentType }
  | { readonly kind: 'choose-priority'; readonly priority: Priority }
  /** The form becomes that of a complaint, or of an incident; what is typed stays. */
  | { readonly kind: 'turn-into'; readonly draftKind: IncidentDraft['kind'] }
  | { readonly kind: 'choose-category'; readonly category: ComplaintCategory }
  | { readonly kind: 'choose-agency'; readonly agencyId: string }
  | { readonly kind: 'write-note'; readonly text: string }
  | { readonly kind: 'write-incident-note'; readonly incidentId: string; readonly text: string }
  /** Shows the form for a call; what is typed in another one is parked. */
  | { readonly kind: 'open-for'; readonly callId: string }
  | { readonly kind: 'park' }
  | { readonly kind: 'resume'; readonly draftId: string }
  /** The draft is an incident or a complaint now. */
  | { readonly kind: 'finish'; readonly draftId: string };

const finishedRemembered = 50;

export function emptyWorkspace(newId: string): DraftWorkspace {
  return { current: emptyDraft(newId, null), parked: [], notes: {}, finished: [] };
}

/** The workspace after one action; `newId` names the draft that the action may begin. */
export function changeWorkspace(workspace: DraftWorkspace, action: DraftAction, newId: string): DraftWorkspace {
  const { current } = workspace;
  const edit = (change: Partial<IncidentDraft>): DraftWorkspace => ({ ...workspace, current: { ...current, ...change } });
  switch (action.kind) {
    case 'write-place':
      return action.text === current.placeText ? workspace : edit({ placeText: action.text, place: null });
    case 'choose-place':
      return edit({ placeText: action.place.text, place: action.place });
    case 'set-radius':
      return current.place?.latitude == null ? workspace : edit({ place: { ...current.place, radiusM: action.radiusM } });
    case 'choose-type':
      return edit({ type: action.type });
    case 'choose-priority':
      return edit({ priority: action.priority });
    case 'turn-into':
      return action.draftKind === current.kind ? workspace : edit({ kind: action.draftKind });
    case 'choose-category':
      return edit({ category: action.category, agencyId: null });
    case 'choose-agency':
      return edit({ agencyId: action.agencyId });
    case 'write-note':
      return edit({ note: action.text });
    case 'write-incident-note': {
      const others = Object.entries(workspace.notes).filter(([id]) => id !== action.incidentId);
      const written = action.text === '' ? [] : [[action.incidentId, action.text] as const];
      return { ...workspace, notes: Object.fromEntries([...others, ...written]) };
    }
    case 'open-for': {
      if (current.callId === action.callId) return workspace;
      const waiting = workspace.parked.find((draft) => draft.callId === action.callId);
      return show(workspace, waiting ?? emptyDraft(newId, action.callId));
    }
    case 'park':
      return show(workspace, emptyDraft(newId, null));
    case 'resume': {
      const wanted = workspace.parked.find((draft) => draft.id === action.draftId);
      return wanted ? show(workspace, wanted) : workspace;
    }
    case 'finish': {
      const finished = [...workspace.finished, action.draftId].slice(-finishedRemembered);
      const parked = workspace.parked.filter((draft) => draft.id !== action.draftId);
      return { ...workspace, parked, finished, current: current.id === action.draftId ? emptyDraft(newId, null) : current };
    }
  }
}

function show(workspace: DraftWorkspace, draft: IncidentDraft): DraftWorkspace {
  const { current } = workspace;
  const others = workspace.parked.filter((parked) => parked.id !== draft.id);
  return { ...workspace, current: draft, parked: hasContent(current) ? [...others, current] : others };
}

/**
 * Joins what this window kept with what the station kept. The newer of the two is taken; a draft that only the older
 * one has is parked beside it, unless it has become an incident.
 */
export function mergeWorkspaces(newer: DraftWorkspace, older: DraftWorkspace): DraftWorkspace {
  const known = new Set([newer.current.id, ...newer.parked.map((draft) => draft.id), ...newer.finished, ...older.finished]);
  const onlyOlder = [older.current, ...older.parked].filter((draft) => !known.has(draft.id) && hasContent(draft));
  const finished = [...new Set([...older.finished, ...newer.finished])].slice(-finishedRemembered);
  return { ...newer, parked: [...newer.parked, ...onlyOlder], notes: { ...older.notes, ...newer.notes }, finished };
}

/** Takes a stored workspace as far as it is understood; null when it is not one at all. */
export function readWorkspace(stored: Readonly<Record<string, unknown>>): DraftWorkspace | null {
  const current = readDraft(stored['current']);
  if (!current) return null;
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const notes = typeof stored['notes'] === 'object' && stored['notes'] !== null ? Object.entries(stored['notes']) : [];
  return {
    current,
    parked: list(stored['parked']).map(readDraft).filter((draft) => draft !== null),
    notes: Object.fromEntries(notes.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    finished: list(stored['finished']).filter((id) => typeof id === 'string'),
  };
}
