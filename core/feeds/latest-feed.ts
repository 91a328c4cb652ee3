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

/** A latest feed whose items leave it by time alone: `keys` and `read` no longer know them, and nobody says so. */
export function createAgeingFeed<Item>(
  keys: () => readonly string[],
  read: (key: string) => Item | undefined,
): LatestFeed<Item> & { dropOld(): void } {
  const feed = createLatestFeed(keys, read);
  const shown = new Set(keys());
  return {
    ...feed,
    changed(changedKeys) {
      const list = [...changedKeys];
      for (const key of list) shown.add(key);
      feed.changed(list);
    },
    dropOld() {
      const kept = new Set(keys());
      const gone = [...shown].filter((key) => !kept.has(key));
      for (const key of gone) shown.delete(key);
      feed.changed(gone);
    },
  };
}
