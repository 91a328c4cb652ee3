import type { ComplaintLane } from '#domain/complaints/lane.ts';
import type { IncidentDraft } from './incident-draft.ts';

/** The agency the complaint will have: the one that was chosen, else the one of its lane. */
export function agencyOf(draft: Pick<IncidentDraft, 'agencyId' | 'category'>, lanes: readonly ComplaintLane[]): string | null {
  return draft.agencyId ?? lanes.find(({ category }) => category === draft.category)?.agencyId ?? null;
}
