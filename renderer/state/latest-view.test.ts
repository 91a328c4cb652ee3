import { describe, expect, test } from 'vitest';
import type { LatestUpdate } from '#contract/feeds.ts';
import { emptyLatestView, foldLatest } from './latest-view.ts';

type Item = { readonly id: string; readonly value: number };
const keyOf = (item: Item): string => item.id;

function update(parts: Partial<LatestUpdate<Item>>): LatestUpdate<Item> {
  return {
    mode: 'latest',
    snapshot: false,
    changed: [],
    removed: [],
    asOfMs: 1,
    health: { state: 'live', sinceMs: 0, reason: null },
    ...parts,
  };
}

describe('a view of a latest feed', () => {
  test('is loaded by the first snapshot, also an empty one', () => {
    const before = foldLatest<Item>(emptyLatestView, [update({ changed: [{ id: 'a', value: 1 }] })], keyOf);
    expect(before.loaded).toBe(false);
    expect(foldLatest<Item>(emptyLatestView, [update({ snapshot: true })], keyOf).loaded).toBe(true);
  });

  test('forgets with a new snapshot what is not in it', () => {
    const first = foldLatest<Item>(emptyLatestView, [update({ snapshot: true, changed: [{ id: 'a', value: 1 }] })], keyOf);
    const second = foldLatest(first, [update({ snapshot: true, changed: [{ id: 'b', value: 2 }] })], keyOf);
    expect([...second.byKey.keys()]).toEqual(['b']);
  });

  test('takes several updates of one frame in their order', () => {
    const view = foldLatest<Item>(
      emptyLatestView,
      [
        update({ snapshot: true, changed: [{ id: 'a', value: 1 }] }),
        update({ changed: [{ id: 'a', value: 2 }, { id: 'b', value: 1 }] }),
        update({ removed: ['b'], asOfMs: 9 }),
      ],
      keyOf,
    );
    expect([...view.byKey.values()]).toEqual([{ id: 'a', value: 2 }]);
    expect(view.asOfMs).toBe(9);
  });

  test('keeps its map when only time and health moved on', () => {
    const first = foldLatest<Item>(emptyLatestView, [update({ snapshot: true })], keyOf);
    expect(foldLatest(first, [update({ asOfMs: 2 })], keyOf).byKey).toBe(first.byKey);
  });
});
