import type { ComplaintStatus } from '#domain/complaints/complaint.ts';
import type { Mark } from '../badge.tsx';

/** Violet as long as it is a complaint that somebody works on. */
export const complaintMark: Readonly<Record<ComplaintStatus, Mark>> = {
  open: { shape: 'ring', tone: 'violet' },
  assigned: { shape: 'square', tone: 'violet' },
  answered: { shape: 'half', tone: 'violet' },
  closed: { shape: 'bar', tone: 'grey' },
  upgraded: { shape: 'triangle', tone: 'grey' },
};
