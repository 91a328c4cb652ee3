import type { LogSource } from './serve.ts';

const mostEntries = 10_000;

/**
 * The number behind which at least the last `tail` entries stand (10,000 at most), or 0 when there are fewer. Numbers
 * may have wide gaps, so the stretch looked at is doubled until it holds enough.
 */
export function tailStart<Parameters>(source: LogSource<unknown, Parameters>, parameters: Parameters, tail: number): number {
  const wanted = Math.min(tail, mostEntries);
  const last = source.lastSeq(parameters);
  if (wanted === 0) return last;
  for (let stretch = wanted; stretch < last; stretch *= 2) {
    if (source.read(parameters, last - stretch, wanted).length >= wanted) return last - stretch;
  }
  return 0;
}
