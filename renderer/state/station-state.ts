/** How the station answers this window. */
export type StationState = {
  readonly kind: 'connecting' | 'ready' | 'away' | 'refused';
  /** Since when, on this window's clock, epoch milliseconds. */
  readonly sinceMs: number;
  /** What to know or do, in the station's words; null when there is nothing to say. */
  readonly sentence: string | null;
};
