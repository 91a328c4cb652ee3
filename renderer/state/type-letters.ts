import type { IncidentType } from '#domain/incidents/incident.ts';

/** The letter of each type in the form, the same in every language so that fingers learn it once. */
export const typeLetters: Readonly<Record<IncidentType, string>> = {
  'cardiac-arrest': 'j',
  medical: 'm',
  traffic: 'l',
  fire: 'k',
  'sea-accident': 'a',
  'mental-health': 'w',
  'wild-animal': 'h',
  'fallen-tree': 'p',
  evacuation: 'e',
  'public-order': 't',
  flood: 'b',
  disaster: 'd',
  other: 'x',
};
