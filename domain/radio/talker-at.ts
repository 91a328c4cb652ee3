import type { OpenOvers } from './open-overs.ts';
import type { RadioSignal } from './radio-signal.ts';

/** The radio that alone speaks at the place of a signal; null when nobody does, or two do. */
export function talkerAt(overs: OpenOvers, signal: Pick<RadioSignal, 'sourceId' | 'key'>): number | null {
  const present = overs.open.filter(({ key, over }) => over.sourceId === signal.sourceId && key === signal.key);
  return present.length === 1 ? (present[0]?.over.radioId ?? null) : null;
}
