import type { Client } from '#contract/client/client.ts';
import { createStore, type Store } from './store.ts';

/** How safe the last change is: `saved` means the station answered that it is on disk. */
export type SavedState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly atMs: number }
  /** Kept in this window only; goes to the station as soon as it answers. */
  | { readonly kind: 'here-only' };

export type DraftStorage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;
type Body = Readonly<Record<string, unknown>>;

export type DraftKeeper = {
  readonly saved: Pick<Store<SavedState>, 'get' | 'subscribe'>;
  /** Tells that the body has changed; the newest is always saved in the end. */
  changed(): void;
  start(): () => void;
};

const throttleMs = 150;
const retryMs = 1_000;

/**
 * Keeps one draft on the station and, for the moments without a station, in the window's session storage, which
 * outlives a reload and a crash of the page. Of the two copies the one saved later wins.
 */
export function createDraftKeeper(options: {
  readonly draft: string;
  readonly client: Client;
  readonly storage: DraftStorage | null;
  readonly nowMs: () => number;
  readonly body: () => Body;
  readonly take: (body: Body, isNewer: boolean) => void;
}): DraftKeeper {
  const { draft, client, storage, nowMs } = options;
  const storageKey = `siaga.draft.${draft}`;
  const saved = createStore<SavedState>({ kind: 'nothing' });
  let changedAtMs = 0;
  let savedAtMs = 0;
  let loaded = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const mirrored = readMirror(storage, storageKey);
  if (mirrored) {
    changedAtMs = mirrored.savedAtMs;
    options.take(mirrored.body, true);
  }

  const isReady = (): boolean => client.state().phase === 'live';

  function later(delayMs: number): void {
    timer ??= setTimeout(() => {
      timer = null;
      void (loaded ? save() : load());
    }, delayMs);
  }

  async function load(): Promise<void> {
    if (!isReady()) return;
    attempt += 1;
    const mine = attempt;
    const answer = await client.ask('draft.load', { draft });
    if (mine !== attempt) return;
    if (!answer.ok) return later(retryMs);
    loaded = true;
    if (answer.value) {
      const isNewer = answer.value.savedAtMs >= changedAtMs;
      options.take(answer.value.body, isNewer);
      if (isNewer) changedAtMs = savedAtMs = answer.value.savedAtMs;
    }
    if (changedAtMs > savedAtMs) await save();
  }

  async function save(): Promise<void> {
    if (!isReady()) {
      saved.set({ kind: 'here-only' });
      return;
    }
    attempt += 1;
    const mine = attempt;
    const savingMs = changedAtMs;
    saved.set({ kind: 'saving' });
    const answer = await client.ask('draft.save', { draft, body: options.body(), savedAtMs: savingMs });
    if (mine !== attempt) return;
    if (!answer.ok) {
      saved.set({ kind: 'here-only' });
      return later(retryMs);
    }
    savedAtMs = savingMs;
    if (changedAtMs === savingMs) saved.set({ kind: 'saved', atMs: savingMs });
    else later(throttleMs);
  }

  return {
    saved,
    changed() {
      changedAtMs = Math.max(nowMs(), changedAtMs + 1);
      writeMirror(storage, storageKey, options.body(), changedAtMs);
      saved.set(isReady() ? { kind: 'saving' } : { kind: 'here-only' });
      later(throttleMs);
    },
    start() {
      const onState = (): void => {
        if (!isReady()) {
          attempt += 1;
          if (changedAtMs > savedAtMs) saved.set({ kind: 'here-only' });
        } else if (!loaded || changedAtMs > savedAtMs) later(0);
      };
      const stop = client.onState(onState);
      onState();
      return () => {
        stop();
        attempt += 1;
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
    },
  };
}

function readMirror(storage: DraftStorage | null, key: string): { body: Body; savedAtMs: number } | null {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('body' in kept) || !('savedAtMs' in kept)) return null;
    if (typeof kept.body !== 'object' || kept.body === null || typeof kept.savedAtMs !== 'number') return null;
    return { body: kept.body as Body, savedAtMs: kept.savedAtMs };
  } catch {
    return null;
  }
}

function writeMirror(storage: DraftStorage | null, key: string, body: Body, savedAtMs: number): void {
  try {
    storage?.setItem(key, JSON.stringify({ body, savedAtMs }));
  } catch {
    // Without session storage the station is the only keeper; its answer is shown as before.
  }
}
