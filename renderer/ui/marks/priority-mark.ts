import type { Priority } from '#domain/incidents/incident.ts';
import type { Mark } from '../badge.tsx';

export const priorityMark: Readonly<Record<Priority, Mark>> = {
  1: { shape: 'triangle', tone: 'plain' },
  2: { shape: 'diamond', tone: 'plain' },
  3: { shape: 'ring', tone: 'plain' },
};
