import { createContext, useCallback, useContext } from 'react';
import { changedSession, type Session, type SessionStore } from './session.ts';
import { useStore } from './store.ts';

export const SessionContext = createContext<SessionStore | null>(null);

function useSessionStore(): SessionStore {
  const store = useContext(SessionContext);
  if (!store) throw new Error('useSession is used outside SessionContext');
  return store;
}

/** What is chosen in this window now. */
export function useSession(): Session {
  return useStore(useSessionStore());
}

/** Chooses something: `change({ selectedIncidentId: id })`. */
export function useChangeSession(): (change: Partial<Session>) => void {
  const store = useSessionStore();
  return useCallback((change) => store.set(changedSession(store.get(), change)), [store]);
}
