import { languages, type Language } from '../i18n/define-text.ts';
import { laneStates, type LaneChoices, type LaneState } from '#domain/radio/lane-state.ts';
import { withVolume, type LaneVolumes } from '#domain/radio/lane-sound.ts';
import { createStore, useStore } from './store.ts';

export const themes = ['dark', 'day'] as const;
export type Theme = (typeof themes)[number];

/** What a seat chose for itself; workstation scope, kept in the browser's local storage. */
export type Preferences = {
  readonly theme: Theme;
  readonly language: Language;
  /** Key chords by action id that replace the ones shipped. */
  readonly keys: Readonly<Record<string, string>>;
  /** How the seat listens to each talkgroup. */
  readonly lanes: LaneChoices;
  readonly laneVolumes: LaneVolumes;
};

const storageKey = 'siaga.preferences';
const shipped: Preferences = { theme: 'dark', language: 'id', keys: {}, lanes: {}, laneVolumes: {} };

/** What is stored may be from another version or damaged: each part is taken only if it is understood. */
export function readPreferences(text: string | null): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? 'null');
  } catch {
    return shipped;
  }
  if (typeof stored !== 'object' || stored === null) return shipped;
  const found = stored as Readonly<Record<string, unknown>>;
  return {
    theme: themes.find((theme) => theme === found['theme']) ?? shipped.theme,
    language: languages.find((language) => language === found['language']) ?? shipped.language,
    keys: readKeys(found['keys']),
    lanes: readLanes(found['lanes']),
    laneVolumes: readVolumes(found['laneVolumes']),
  };
}

function readKeys(stored: unknown): Readonly<Record<string, string>> {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function readLanes(stored: unknown): LaneChoices {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter((pair): pair is [string, LaneState] => laneStates.some((state) => state === pair[1])));
}

function readVolumes(stored: unknown): LaneVolumes {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.entries(stored).reduce<LaneVolumes>((volumes, [key, percent]) => (Number.isFinite(percent) ? withVolume(volumes, key, Number(percent)) : volumes), {});
}

const store = createStore(readPreferences(storedText()));

function storedText(): string | null {
  try {
    return globalThis.localStorage?.getItem(storageKey) ?? null;
  } catch {
    return null;
  }
}

// The windows of a seat share what it chose.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key, newValue }) => key === storageKey && store.set(readPreferences(newValue)));
}

/** Changes what is named; a function is given what holds now, which a window that is busy may not have drawn yet. */
export function changePreferences(change: Partial<Preferences> | ((now: Preferences) => Partial<Preferences>)): void {
  const now = store.get();
  const next = { ...now, ...(typeof change === 'function' ? change(now) : change) };
  store.set(next);
  try {
    globalThis.localStorage?.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A full or forbidden storage only means that the choice lasts until the window closes.
  }
}

export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useStore(store)[name];
}
