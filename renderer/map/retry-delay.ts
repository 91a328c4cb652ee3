const delaysMs = [500, 2_000, 8_000] as const;
const lastDelayMs = 30_000;

/** How long to wait before opening the map again after so many failures in a row. */
export function retryDelayMs(failures: number): number {
  return delaysMs[failures - 1] ?? lastDelayMs;
}
