import { narrowerRadius, widerRadius } from '#domain/places/radius-steps.ts';
import { useAction } from '../../keys/use-action.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import type { PlaceOffer } from '../../state/use-place-search.ts';

/**
 * The keys for how sure a place is. "Not certain" while there are only words takes the point of the first offer beneath them,
 * with a wider circle, and leaves the words as they were typed.
 */
export function usePlaceRadius(draft: IncidentDraft, change: (action: DraftAction) => void, offer: PlaceOffer | undefined): void {
  const { place } = draft;
  const radiusM = place?.latitude == null ? null : (place.radiusM ?? 0);
  const offered = place === null ? offer : undefined;
  const takeUnsure = ({ place: found }: PlaceOffer): void =>
    change({ kind: 'choose-place', place: { ...found, text: draft.placeText.trim(), radiusM: widerRadius(found.radiusM ?? 0), source: 'spoken' } });
  useAction('place-wider', radiusM !== null ? () => change({ kind: 'set-radius', radiusM: widerRadius(radiusM) }) : offered ? () => takeUnsure(offered) : null);
  useAction('place-narrower', radiusM === null ? null : () => change({ kind: 'set-radius', radiusM: narrowerRadius(radiusM) }));
}
