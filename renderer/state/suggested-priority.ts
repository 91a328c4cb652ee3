import type { IncidentType, Priority } from '#domain/incidents/incident.ts';

/** The priority offered with a type until a person chooses another. */
export const suggestedPriority: Readonly<Record<IncidentType, Priority>> = {
  'cardiac-arrest': 1,
  medical: 2,
  traffic: 2,
  fire: 1,
  'sea-accident': 1,
  'mental-health': 2,
  'wild-animal': 3,
  'fallen-tree': 3,
  evacuation: 2,
  'public-order': 2,
  flood: 2,
  disaster: 1,
  other: 3,
};
