import type { Coordinates, Place } from '#domain/places/place.ts';
import { createStore, type Store } from './store.ts';

/** What this window looks at and is about to do. Gone with the window; nothing of it is shared. */
export type Session = {
  readonly selectedIncidentId: string | null;
  readonly selectedUnitId: string | null;
  /** The point the form has now, for the map to draw. */
  readonly formPlace: Place | null;
  /** The newest point the form had, for what is searched next. */
  readonly lastPoint: Coordinates | null;
  /** A place pointed at on the map, waiting for the form to take it. */
  readonly proposedPlace: Place | null;
};

const emptySession: Session = {
  selectedIncidentId: null,
  selectedUnitId: null,
  formPlace: null,
  lastPoint: null,
  proposedPlace: null,
};

export type SessionStore = Store<Session>;

export function createSession(): SessionStore {
  return createStore(emptySession);
}
