import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from '../state/store.ts';
import { belongToConsole, consoleOfMap, goToMap, nameOfConsole } from './seat-window.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

/** A browser with the console in a tab; what is opened from it is remembered. */
function consolePage() {
  const opened: { name: string; features: string; location: { href: string } }[] = [];
  const page = {
    ...{ name: '', localStorage: storage(), sessionStorage: storage(), location: { search: '', pathname: '/' } },
    open(_address: string, name: string, features: string) {
      const there = opened.find((each) => each.name === name) ?? { name, features, location: { href: 'about:blank' }, focus: () => undefined };
      if (!opened.includes(there)) opened.push(there);
      return there;
    },
  };
  return { page: page as unknown as Window, opened };
}

function mapPage(place: object, opener: object | null, shared: Window) {
  const events = new EventTarget();
  const close = vi.fn();
  const page = { ...place, opener, close, localStorage: shared.localStorage, addEventListener: events.addEventListener.bind(events) };
  return { page: page as unknown as Window, close, leave: () => events.dispatchEvent(new Event('pagehide')) };
}

test('a browser opens the map once, for the console that asked, and the next time where it was put', () => {
  const { page, opened } = consolePage();
  const name = nameOfConsole(page);
  goToMap(page, name);
  goToMap(page, name);
  expect(opened).toHaveLength(1);
  expect(consoleOfMap({ search: new URL(opened[0]?.location.href ?? '', 'http://s').search })).toBe(name);
  const map = mapPage({ screenX: 1_930, screenY: 20, innerWidth: 1_400, innerHeight: 900 }, page, page);
  belongToConsole(map.page, createStore(true));
  map.leave();
  opened.length = 0;
  goToMap(page, name);
  expect(opened[0]?.features).toBe('popup,left=1930,top=20,width=1400,height=900');
});

test('a tab that is loaded again is the same console, another tab is another one', () => {
  const { page } = consolePage();
  expect(nameOfConsole(page)).toBe(nameOfConsole(page));
  expect(nameOfConsole(consolePage().page)).not.toBe(nameOfConsole(page));
});

test('a map that a page opened goes when its console stays away, not when it is loaded again; the one of the shell stays', () => {
  const { page } = consolePage();
  const [ofBrowser, ofShell] = [mapPage({}, page, page), mapPage({}, null, page)];
  const isLed = createStore(true);
  for (const map of [ofBrowser, ofShell]) belongToConsole(map.page, isLed);
  isLed.set(false);
  vi.advanceTimersByTime(5_000);
  isLed.set(true);
  vi.advanceTimersByTime(60_000);
  expect(ofBrowser.close).not.toHaveBeenCalled();
  isLed.set(false);
  vi.advanceTimersByTime(60_000);
  expect(ofBrowser.close).toHaveBeenCalledOnce();
  expect(ofShell.close).not.toHaveBeenCalled();
});
