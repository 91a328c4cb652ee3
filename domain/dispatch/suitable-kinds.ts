import type { IncidentType } from '../incidents/incident.ts';
import type { UnitKind } from '../units/unit.ts';

const patient: readonly UnitKind[] = ['ambulance', 'sea-ambulance', 'puskesmas'];
const danger: readonly UnitKind[] = ['fire-engine', 'rescue', 'volunteer'];
const order: readonly UnitKind[] = ['police'];

/**
 * Which kinds of unit can do something about an incident at all. A first cut, so that Enter never sends a fire engine to
 * a heart; run cards with capabilities and numbers replace it.
 */
const suitableKinds: Readonly<Record<IncidentType, readonly UnitKind[]>> = {
  'cardiac-arrest': patient,
  medical: patient,
  traffic: [...patient, ...order, 'rescue'],
  fire: danger,
  'sea-accident': [...patient, ...order, 'rescue'],
  'mental-health': [...patient, ...order],
  'wild-animal': danger,
  'fallen-tree': [...danger, ...order],
  evacuation: [...patient, ...danger],
  'public-order': order,
  flood: [...danger, ...order],
  disaster: [...patient, ...danger, ...order],
  other: [...patient, ...danger, ...order],
};

export function suits(kind: UnitKind, type: IncidentType): boolean {
  return suitableKinds[type].includes(kind);
}
