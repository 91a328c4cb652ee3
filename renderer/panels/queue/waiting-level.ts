/** How pressing a wait is: amber from 8 s, red from 12 s. */
export type WaitingLevel = 'fresh' | 'amber' | 'red';

export function waitingLevel(waitedMs: number): WaitingLevel {
  if (waitedMs >= 12_000) return 'red';
  return waitedMs >= 8_000 ? 'amber' : 'fresh';
}
