import type { Client, ClientState } from '#contract/client/client.ts';

/** How the station answers this window. */
export type StationState = {
  readonly kind: 'connecting' | 'ready' | 'away' | 'refused';
  /** Since when, on this window's clock, epoch milliseconds. */
  readonly sinceMs: number;
  /** What to know or do, in the station's words; null when there is nothing to say. */
  readonly sentence: string | null;
};

const kinds = { connecting: 'connecting', live: 'ready', down: 'away', refused: 'refused' } as const;

/** The client's state as a store: the same value until the client says something new. */
export function stationStateStore(client: Client): { get(): StationState; subscribe(listener: () => void): () => void } {
  let from: ClientState | null = null;
  let shown: StationState = { kind: 'connecting', sinceMs: 0, sentence: null };
  return {
    get() {
      const now = client.state();
      if (now !== from) {
        from = now;
        shown = { kind: kinds[now.phase], sinceMs: now.sinceMs, sentence: now.sentence };
      }
      return shown;
    },
    subscribe: (listener) => client.onState(() => listener()),
  };
}
