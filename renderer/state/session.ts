import type { Coordinates, Place } from '#domain/places/place.ts';
import { createStore, type Store } from './store.ts';

/** What this window looks at and is about to do. Gone with the window; nothing of it is shared. */
export type Session = {
  readonly selectedIncidentId: string | null;
  /** The complaint that lies where else the incident does; choosing an incident puts it away. */
  readonly selectedComplaintId: string | null;
  /** Which of the two lists stands in their common place. */
  readonly list: 'incidents' | 'complaints';
  readonly selectedUnitId: string | null;
  /** The line pointed at in F4's list, for the map to draw its way. */
  readonly pointedLine: { readonly incidentId: string; readonly unitId: string } | null;
  /** The point the form has now, for the map to draw. */
  readonly formPlace: Place | null;
  /** The newest point the form had, for what is searched next. */
  readonly lastPoint: Coordinates | null;
  /** A place pointed at on the map, waiting for the form to take it. */
  readonly proposedPlace: Place | null;
};

const emptySession: Session = {
  selectedIncidentId: null,
  selectedComplaintId: null,
  list: 'incidents',
  selectedUnitId: null,
  pointedLine: null,
  formPlace: null,
  lastPoint: null,
  proposedPlace: null,
};

/** The session after a choice. An incident never waits behind a complaint. */
export function changedSession(session: Session, change: Partial<Session>): Session {
  const putAway = change.selectedIncidentId !== undefined && change.selectedComplaintId === undefined ? { selectedComplaintId: null } : {};
  return { ...session, ...putAway, ...change };
}

export type SessionStore = Store<Session>;

export function createSession(): SessionStore {
  return createStore(emptySession);
}
