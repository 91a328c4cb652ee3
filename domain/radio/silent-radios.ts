import type { Radio } from './radio-naming.ts';

export type HeardIsland = { readonly name: string; readonly radios: number; readonly lastHeardAtMs: number | null };

/** The radios that were silent longest first; those nobody ever heard before all. */
export function silentFirst(radios: Iterable<Radio>): readonly Radio[] {
  return [...radios].toSorted((one, other) => (one.lastHeardAtMs ?? -1) - (other.lastHeardAtMs ?? -1) || one.radioId - other.radioId);
}

/** The islands that were silent longest first, each with the newest that was heard of its radios. */
export function silentIslands(radios: Iterable<Radio>, islandOf: (radio: Radio) => string | null): readonly HeardIsland[] {
  const islands = new Map<string, HeardIsland>();
  for (const radio of radios) {
    const name = islandOf(radio);
    if (name === null) continue;
    const known = islands.get(name);
    const heard = [known?.lastHeardAtMs ?? null, radio.lastHeardAtMs].filter((atMs) => atMs !== null);
    islands.set(name, { name, radios: (known?.radios ?? 0) + 1, lastHeardAtMs: heard.length === 0 ? null : Math.max(...heard) });
  }
  return [...islands.values()].toSorted((one, other) => (one.lastHeardAtMs ?? -1) - (other.lastHeardAtMs ?? -1) || (one.name < other.name ? -1 : 1));
}
