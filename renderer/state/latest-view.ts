import type { LatestUpdate } from '#contract/feeds.ts';
import type { Health } from '#domain/links/link.ts';

/** The newest value per key of a latest feed, as last heard. It stays as it was while the station is away. */
export type LatestView<Item> = {
  readonly byKey: ReadonlyMap<string, Item>;
  /** Core's clock when the last update left, epoch milliseconds; null before the first. */
  readonly asOfMs: number | null;
  readonly health: Health | null;
  /** False until the first snapshot arrived. */
  readonly loaded: boolean;
};

export const emptyLatestView: LatestView<never> = { byKey: new Map<string, never>(), asOfMs: null, health: null, loaded: false };

/** The view after several updates that arrived since the last one was drawn. */
export function foldLatest<Item>(
  view: LatestView<Item>,
  updates: readonly LatestUpdate<Item>[],
  keyOf: (item: Item) => string,
): LatestView<Item> {
  const last = updates.at(-1);
  if (!last) return view;
  const changes = updates.some((update) => update.snapshot || update.changed.length > 0 || update.removed.length > 0);
  const loaded = view.loaded || updates.some((update) => update.snapshot);
  const state = { asOfMs: last.asOfMs, health: last.health, loaded };
  return { ...state, byKey: changes ? withUpdates(view.byKey, updates, keyOf) : view.byKey };
}

function withUpdates<Item>(
  before: ReadonlyMap<string, Item>,
  updates: readonly LatestUpdate<Item>[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Item> {
  const byKey = new Map(before);
  for (const update of updates) {
    if (update.snapshot) byKey.clear();
    for (const key of update.removed) byKey.delete(key);
    for (const item of update.changed) byKey.set(keyOf(item), item);
  }
  return byKey;
}
