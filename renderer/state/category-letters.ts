import type { ComplaintCategory } from '#domain/complaints/complaint.ts';

/** The letter of each category in the form, the same in every language so that fingers learn it once. */
export const categoryLetters: Readonly<Record<ComplaintCategory, string>> = {
  waste: 's',
  road: 'j',
  'street-light': 'l',
  drainage: 'd',
  water: 'a',
  power: 'e',
  tree: 'p',
  'public-order': 't',
  social: 'w',
  'health-service': 'k',
  'public-service': 'y',
  other: 'x',
};
