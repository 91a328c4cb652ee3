/** A `latest` feed over something that can be read by key; readers are told which keys changed and read when they are ready. */
export type LatestFeed<Item> = {
  keys(): readonly string[];
  read(key: string): Item | undefined;
  subscribe(parameters: unknown, onChanged: (keys: readonly string[]) => void): () => void;
  changed(keys: Iterable<string>): void;
};

export function createLatestFeed<Item>(keys: () => readonly string[], read: (key: string) => Item | undefined): LatestFeed<Item> {
  const listeners = new Set<(keys: readonly string[]) => void>();
  return {
    keys,
    read,
    subscribe(_parameters, onChanged) {
      listeners.add(onChanged);
      return () => listeners.delete(onChanged);
    },
    changed(changedKeys) {
      const list = [...changedKeys];
      if (list.length > 0) for (const listener of listeners) listener(list);
    },
  };
}
