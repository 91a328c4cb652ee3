import type { UnitStatus } from '#domain/units/unit.ts';
import type { Mark } from '../badge.tsx';

export const unitStatusMark: Readonly<Record<UnitStatus, Mark>> = {
  available: { shape: 'disc', tone: 'green' },
  assigned: { shape: 'ring', tone: 'amber' },
  'en-route': { shape: 'forward', tone: 'amber' },
  'on-scene': { shape: 'square', tone: 'green' },
  transporting: { shape: 'diamond', tone: 'plain' },
  'at-hospital': { shape: 'half', tone: 'plain' },
  returning: { shape: 'back', tone: 'grey' },
  'out-of-service': { shape: 'cross', tone: 'grey' },
};
