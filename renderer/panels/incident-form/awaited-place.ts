import type { Place } from '#domain/places/place.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';

/** Enter was pressed at these words before their answer came; `found` is the place they surely mean, or null. */
export type AwaitedPlace = { readonly text: string; readonly found: Promise<Place | null> };

/** A form is sent no later than this for the sake of a place that is still being looked up. */
const waitMs = 300;

/** The place that a draft still waits for, with the words it has now; null where it has one, or waits for none. */
export function awaitedFor(draft: Pick<IncidentDraft, 'place' | 'placeText'>, awaited: AwaitedPlace | null): Promise<Place | null> | null {
  return awaited !== null && draft.place === null && draft.placeText.trim() === awaited.text ? awaited.found : null;
}

/** The place if it is found within the time a form waits; null otherwise. */
export async function foundSoon(found: Promise<Place | null>): Promise<Place | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  const place = await Promise.race([found, late]);
  clearTimeout(timer);
  return place;
}
