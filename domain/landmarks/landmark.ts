import { decide, type Register } from '../conflicts/register.ts';
import type { JournalEvent } from '../journal/act.ts';
import type { Coordinates } from '../places/place.ts';
import type { GazetteerPlace } from '../places/read-gazetteer.ts';

/** What somebody of this site found out about a point: a name people there say. */
export type Landmark = Coordinates & {
  readonly id: string;
  readonly name: string;
  /** Names that seats apart gave it; it is found under each. */
  readonly otherNames: readonly string[];
  readonly radiusM: number;
  readonly islandId: string | null;
  readonly islandName: string | null;
  /** The incident it was saved from. */
  readonly incidentId: string | null;
  readonly by: string;
  readonly atMs: number;
};

type Saved = Omit<Landmark, 'name' | 'otherNames'>;
/** A landmark as folded; a null name: somebody withdrew it. */
export type LandmarkState = { readonly id: string; readonly saved: Saved | null; readonly decided: { readonly name: Register<string | null> } };

export function untouchedLandmark(id: string): LandmarkState {
  return { id, saved: null, decided: { name: [] } };
}

export function foldLandmark(state: LandmarkState, event: JournalEvent): LandmarkState {
  const { act } = event;
  const named = (name: string | null): LandmarkState => ({ ...state, decided: { name: decide(state.decided.name, name, event) } });
  switch (act.kind) {
    case 'landmark.saved': {
      const { latitude, longitude, radiusM, islandId, islandName, incidentId } = act;
      return { ...named(act.name), saved: { id: state.id, latitude, longitude, radiusM, islandId, islandName, incidentId, by: event.actor, atMs: event.atMs } };
    }
    case 'landmark.renamed':
      return named(act.name);
    case 'landmark.withdrawn':
      return named(null);
    default:
      return state;
  }
}

/**
 * The landmark as it is offered; null once it was withdrawn. Of names given apart the newest is shown and each finds it; a name
 * given apart from a withdrawal stands, since who withdrew it did not know.
 */
export function landmarkOf({ saved, decided }: LandmarkState): Landmark | null {
  const names = [...new Set(decided.name.flatMap(({ value }) => (value === null ? [] : [value])))].reverse();
  const [name, ...otherNames] = names;
  return saved === null || name === undefined ? null : { ...saved, name, otherNames };
}

/** How a landmark stands among the places of F2. */
export function placeOfLandmark(landmark: Landmark): GazetteerPlace {
  const { id, name, otherNames, latitude, longitude, radiusM, islandId, islandName } = landmark;
  return { id: `patokan-${id}`, name, kind: 'landmark', detail: 'Patokan tersimpan', latitude, longitude, radiusM, islandId, islandName, aliases: otherNames };
}
