import type { ActionId } from '../keys/key-map.ts';
import { changedSession, type Session, type SessionStore } from './session.ts';
import { createStore, type Store } from './store.ts';

/** What carries words between the windows of a seat. */
export type SeatChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;

type Said =
  | { readonly kind: 'tell-me' }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'gone' }
  | { readonly kind: 'choose'; readonly change: Partial<Session> }
  | { readonly kind: 'press'; readonly action: ActionId };

const heard = (event: Event): Said => (event as MessageEvent<Said>).data;

/** The console owns what is chosen at its seat: it tells its map's window, takes what is chosen there, and does the keys pressed there. */
export function leadSeat(channel: SeatChannel, session: SessionStore, onPress: (action: ActionId) => void): { gone(): void } {
  const say = (said: Said): void => channel.postMessage(said);
  const tell = (): void => say({ kind: 'session', session: session.get() });
  session.subscribe(tell);
  channel.addEventListener('message', (event) => {
    const said = heard(event);
    if (said.kind === 'tell-me') tell();
    else if (said.kind === 'choose') session.set(changedSession(session.get(), said.change));
    else if (said.kind === 'press') onPress(said.action);
  });
  tell();
  return { gone: () => say({ kind: 'gone' }) };
}

export type FollowedSeat = {
  /** What is chosen at the seat; what is chosen here is told to the console, whose word is the last. */
  readonly session: SessionStore;
  /** Whether the console is there. */
  readonly isLed: Store<boolean>;
  /** A key that means nothing here is done by the console. */
  press(action: ActionId): void;
};

/** The map's window follows the console of its seat. `empty` is shown until the console has told. */
export function followSeat(channel: SeatChannel, empty: Session): FollowedSeat {
  const say = (said: Said): void => channel.postMessage(said);
  const shown = createStore(empty);
  const isLed = createStore(false);
  channel.addEventListener('message', (event) => {
    const said = heard(event);
    if (said.kind === 'session') shown.set(said.session);
    if (said.kind === 'session' || said.kind === 'gone') isLed.set(said.kind === 'session');
  });
  say({ kind: 'tell-me' });
  return {
    session: {
      get: shown.get,
      subscribe: shown.subscribe,
      set(next) {
        say({ kind: 'choose', change: differences(shown.get(), next) });
        shown.set(next);
      },
    },
    isLed,
    press: (action) => say({ kind: 'press', action }),
  };
}

/** Only what was chosen here: the console may have gone on with the rest. */
function differences(before: Session, next: Session): Partial<Session> {
  return Object.fromEntries(Object.entries(next).filter(([name, value]) => before[name as keyof Session] !== value));
}
