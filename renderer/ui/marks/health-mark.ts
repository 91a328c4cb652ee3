import type { HealthState } from '#domain/links/link.ts';
import type { Mark } from '../badge.tsx';

export const healthMark: Readonly<Record<HealthState, Mark>> = {
  live: { shape: 'disc', tone: 'green' },
  late: { shape: 'half', tone: 'amber' },
  down: { shape: 'cross', tone: 'amber' },
  off: { shape: 'bar', tone: 'grey' },
};
