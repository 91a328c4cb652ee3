import { describe, expect, test } from 'vitest';
import type { LogUpdate } from '#contract/feeds.ts';
import { emptyLogView, foldLog } from './log-view.ts';

type Item = { readonly id: string; readonly text: string };

function update(items: readonly Item[], caughtUp = true): LogUpdate<Item> {
  return {
    mode: 'log',
    entries: items.map((item, index) => ({ seq: index + 1, item })),
    caughtUp,
    asOfMs: 5,
    health: { state: 'live', sinceMs: 0, reason: null },
  };
}

describe('a view of a log feed', () => {
  test('lets a later entry with the same id stand in the place of the earlier', () => {
    const first = foldLog<Item>(emptyLogView, [update([{ id: 'a', text: 'talking' }, { id: 'b', text: 'talking' }])], 10);
    const second = foldLog(first, [update([{ id: 'a', text: 'ended' }])], 10);
    expect(second.items).toEqual([
      { id: 'a', text: 'ended' },
      { id: 'b', text: 'talking' },
    ]);
  });

  test('holds no more than its tail, the oldest leave', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id }));
    expect(foldLog<Item>(emptyLogView, [update(items)], 2).items.map(({ id }) => id)).toEqual(['c', 'd']);
  });

  test('is loaded once it has caught up', () => {
    const behind = foldLog<Item>(emptyLogView, [update([{ id: 'a', text: 'a' }], false)], 10);
    expect(behind.loaded).toBe(false);
    expect(foldLog(behind, [update([])], 10).loaded).toBe(true);
  });
});
