import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Client, ClientState } from '#contract/client/client.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import { createDraftKeeper, type DraftStorage } from './draft-keeper.ts';

type Kept = { body: Readonly<Record<string, unknown>>; savedAtMs: number };

/** A station that can be away; `saved` is what it has on disk. */
function station(saved: Kept | null = null) {
  let phase: ClientState['phase'] = 'live';
  const listeners = new Set<(state: ClientState) => void>();
  const state = (): ClientState => ({ phase, sinceMs: 0, welcome: null, sentence: null });
  const disk = { saved, saves: 0, refuses: false };
  const client = {
    state,
    onState(listener: (state: ClientState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ask(name: string, input: Kept) {
      await Promise.resolve();
      if (phase !== 'live') return failure('no-station', 'away');
      if (name === 'draft.load') return success(disk.saved);
      if (disk.refuses) return failure('not-saved', 'disk full');
      disk.saves += 1;
      disk.saved = { body: input.body, savedAtMs: input.savedAtMs };
      return success({});
    },
  } as unknown as Client;
  return {
    client,
    disk,
    go(next: ClientState['phase']) {
      phase = next;
      for (const listener of listeners) listener(state());
    },
  };
}

function storage(): DraftStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}

/** A window with one note in it. */
function openWindow(client: Client, mirror: DraftStorage | null) {
  const held = { note: '' };
  const keeper = createDraftKeeper({
    draft: 'form',
    client,
    storage: mirror,
    nowMs: Date.now,
    body: () => ({ note: held.note }),
    take(body, isNewer) {
      if (isNewer) held.note = String(body['note']);
    },
  });
  const stop = keeper.start();
  return {
    held,
    keeper,
    stop,
    type(note: string) {
      held.note = note;
      keeper.changed();
    },
  };
}

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

describe('a draft', () => {
  test('is saved a few times a second while it is typed, and the last key is always among it', async () => {
    const { client, disk } = station();
    const window = openWindow(client, storage());
    await vi.advanceTimersByTimeAsync(10);
    for (const note of ['j', 'ja', 'jat', 'jatu', 'jatuh']) {
      window.type(note);
      await vi.advanceTimersByTimeAsync(60);
    }
    await vi.advanceTimersByTimeAsync(400);
    expect(disk.saved?.body).toEqual({ note: 'jatuh' });
    expect(disk.saves).toBeLessThan(5);
    expect(window.keeper.saved.get().kind).toBe('saved');
    window.stop();
  });

  test('counts as saved only when the station has answered', async () => {
    const { client, disk } = station();
    disk.refuses = true;
    const window = openWindow(client, storage());
    await vi.advanceTimersByTimeAsync(10);
    window.type('a');
    expect(window.keeper.saved.get().kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(500);
    expect(window.keeper.saved.get().kind).toBe('here-only');
    disk.refuses = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(window.keeper.saved.get().kind).toBe('saved');
    window.stop();
  });

  test('typed while the station is away goes out when it is back', async () => {
    const { client, disk, go } = station();
    const window = openWindow(client, storage());
    await vi.advanceTimersByTimeAsync(10);
    go('down');
    window.type('while away');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(window.keeper.saved.get().kind).toBe('here-only');
    expect(disk.saved).toBeNull();
    go('live');
    await vi.advanceTimersByTimeAsync(50);
    expect(disk.saved?.body).toEqual({ note: 'while away' });
    window.stop();
  });

  test('survives a reload with the station away', async () => {
    const { client, go } = station();
    const mirror = storage();
    go('down');
    const before = openWindow(client, mirror);
    before.type('kept here');
    before.stop();
    expect(openWindow(client, mirror).held.note).toBe('kept here');
  });

  test('survives the loss of the window with what the station has', async () => {
    const { client } = station({ body: { note: 'on disk' }, savedAtMs: 5 });
    const window = openWindow(client, storage());
    await vi.advanceTimersByTimeAsync(10);
    expect(window.held.note).toBe('on disk');
    window.stop();
  });

  test('of two copies the one saved later wins, and the station gets it', async () => {
    const { client, disk } = station({ body: { note: 'older' }, savedAtMs: 5 });
    const mirror = storage();
    mirror.setItem('siaga.draft.form', JSON.stringify({ body: { note: 'newer' }, savedAtMs: 9 }));
    const window = openWindow(client, mirror);
    await vi.advanceTimersByTimeAsync(300);
    expect(window.held.note).toBe('newer');
    expect(disk.saved?.body).toEqual({ note: 'newer' });
    window.stop();
  });

  test('in a damaged storage is no draft', () => {
    const { client } = station();
    const mirror = storage();
    mirror.setItem('siaga.draft.form', '{"body":');
    expect(openWindow(client, mirror).held.note).toBe('');
  });

  test('leaves no timer behind when its keeping stops', () => {
    const { client } = station();
    const window = openWindow(client, null);
    window.type('a');
    window.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
