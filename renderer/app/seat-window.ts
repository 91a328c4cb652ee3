import { consoleWindowName, mapWindowName, mapWindowQuery } from '#contract/seat-windows.ts';
import { randomId } from '../state/random-id.ts';
import type { SeatChannel } from '../state/seat-link.ts';

const seatKey = 'siaga.seat';
const placeKey = 'siaga.map-window';
const firstSize = 'width=1200,height=800';
/** A console that is loaded again is back by then. */
const aloneForMs = 15_000;

/** The windows of one seat talk on a channel of their own. */
export function channelOf(console: string): SeatChannel {
  return new BroadcastChannel(`siaga.seat.${console}`);
}

/** The console that a page in a map's window belongs to; null on the console's own page. */
export function consoleOfMap({ search }: Pick<Location, 'search'>): string | null {
  const asked = new URLSearchParams(search);
  return asked.get('show') === 'map' ? asked.get('console') : null;
}

/** By what the console's page is known to its map: the name the shell gave the window, or in a browser one that lasts as long as the tab. */
export function nameOfConsole(page: Pick<Window, 'location' | 'sessionStorage'>): string {
  const name = new URLSearchParams(page.location.search).get('window') ?? page.sessionStorage.getItem(seatKey) ?? randomId();
  page.sessionStorage.setItem(seatKey, name);
  return name;
}

/** Opens the map's own window where it was last, or comes to it; one that is there keeps its view. */
export function goToMap(page: Window, console: string): void {
  page.name = consoleWindowName;
  const there = page.open('', mapWindowName, `popup,${page.localStorage.getItem(placeKey) ?? firstSize}`);
  if (there === null) return;
  if (there.location.href === 'about:blank') there.location.href = `${page.location.pathname}?${mapWindowQuery(console)}`;
  there.focus();
}

/** Comes to the console from its map's window. */
export function goToConsole(page: Window): void {
  page.open('', consoleWindowName)?.focus();
}

/** A map's window that the console's page opened remembers its place, and goes when the console has been gone for a while. The shell sees to its own. */
export function belongToConsole(page: Window, isLed: { get(): boolean; subscribe(listener: () => void): () => void }): void {
  if (page.opener === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (!isLed.get()) timer = setTimeout(() => page.close(), aloneForMs);
  };
  isLed.subscribe(look);
  look();
  page.addEventListener('pagehide', () => {
    page.localStorage.setItem(placeKey, `left=${page.screenX},top=${page.screenY},width=${page.innerWidth},height=${page.innerHeight}`);
  });
}
