import type { LogUpdate } from '#contract/feeds.ts';
import type { Health } from '#domain/links/link.ts';

/** The last entries of a log feed, oldest first. A later entry with the id of an earlier one stands in its place. */
export type LogView<Item> = {
  readonly items: readonly Item[];
  readonly byId: ReadonlyMap<string, Item>;
  readonly asOfMs: number | null;
  readonly health: Health | null;
  /** True once everything up to `asOfMs` has arrived. */
  readonly loaded: boolean;
};

export const emptyLogView: LogView<never> = { items: [], byId: new Map<string, never>(), asOfMs: null, health: null, loaded: false };

/** The view after several updates; of more than `tail` different items the oldest leave. */
export function foldLog<Item extends { readonly id: string }>(
  view: LogView<Item>,
  updates: readonly LogUpdate<Item>[],
  tail: number,
): LogView<Item> {
  const last = updates.at(-1);
  if (!last) return view;
  const state = {
    asOfMs: last.asOfMs,
    health: last.health,
    loaded: view.loaded || updates.some((update) => update.caughtUp),
  };
  if (updates.every((update) => update.entries.length === 0)) return { ...view, ...state };
  const byId = new Map(view.byId);
  for (const update of updates) for (const { item } of update.entries) byId.set(item.id, item);
  for (const id of byId.keys()) {
    if (byId.size <= tail) break;
    byId.delete(id);
  }
  return { ...state, byId, items: [...byId.values()] };
}
