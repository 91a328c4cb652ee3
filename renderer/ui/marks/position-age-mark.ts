import type { Mark } from '../badge.tsx';

/** How far a unit's last fix may still be believed; `none` is a unit that was never heard of. */
export type PositionAge = 'live' | 'ageing' | 'old' | 'none';

const ageingAfterMs = 120_000;
const oldAfterMs = 600_000;

/** The class of a fix by its age in milliseconds; `null` where there is no fix. A fix the tracker itself calls stale is never live. */
export function positionAge(ageMs: number | null, declaredStale = false): PositionAge {
  if (ageMs === null) return 'none';
  if (ageMs > oldAfterMs) return 'old';
  return ageMs > ageingAfterMs || declaredStale ? 'ageing' : 'live';
}

export const positionAgeMark: Readonly<Record<PositionAge, Mark>> = {
  live: { shape: 'disc', tone: 'green' },
  ageing: { shape: 'half', tone: 'amber' },
  old: { shape: 'ring', tone: 'grey' },
  none: { shape: 'bar', tone: 'grey' },
};
