import { actionIds, type ActionId } from './key-map.ts';

type Run = () => void;

/** Which actions can be done now, and what does them. The last to offer an action is the one that is run. */
export type ActionRegistry = {
  offer(action: ActionId, run: Run): () => void;
  /** Runs the action; false when nothing offers it. */
  run(action: ActionId): boolean;
  available(): readonly ActionId[];
  subscribe(listener: () => void): () => void;
};

export function createActionRegistry(): ActionRegistry {
  const offers = new Map<ActionId, readonly Run[]>();
  const listeners = new Set<() => void>();
  let available: readonly ActionId[] = [];

  function change(action: ActionId, runs: readonly Run[]): void {
    offers.set(action, runs);
    const next = actionIds.filter((id) => (offers.get(id)?.length ?? 0) > 0);
    if (next.join() === available.join()) return;
    available = next;
    for (const listener of listeners) listener();
  }

  return {
    offer(action, run) {
      change(action, [...(offers.get(action) ?? []), run]);
      return () => {
        const runs = [...(offers.get(action) ?? [])];
        const index = runs.lastIndexOf(run);
        if (index >= 0) runs.splice(index, 1);
        change(action, runs);
      };
    },
    run(action) {
      const run = offers.get(action)?.at(-1);
      run?.();
      return run !== undefined;
    },
    available: () => available,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
