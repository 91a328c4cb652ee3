import type { IncidentType, Priority } from '../incidents/incident.ts';
import type { UnitKind } from '../units/unit.ts';

export const capabilities = ['patient-care', 'fire-fighting', 'rescue', 'sea-rescue', 'public-order', 'manpower'] as const;
/** What a unit can do at an incident. */
export type Capability = (typeof capabilities)[number];

export type Need = {
  readonly capability: Capability;
  readonly count: number;
  /** The standard of the trade for the first of them; both hold. */
  readonly within?: { readonly minutes: number; readonly km: number } | undefined;
  /** Whoever is there later than this is of no use for it, and is not proposed; absent: better late than never. */
  readonly uselessAfterMinutes?: number | undefined;
};

/** What a type of incident at a priority asks for, the most urgent first. */
export type RunCard = {
  readonly type: IncidentType;
  readonly priorities: readonly Priority[];
  readonly needs: readonly Need[];
  /** What is of use besides, without being counted. */
  readonly helps: readonly Capability[];
  /** 3: a hospital with an emergency department; 2: a Puskesmas with beds will do; 0: nobody is taken anywhere. */
  readonly hospitalCare: 0 | 2 | 3;
};

/** How a unit travels, what it can do and who is on it, as the profile has it. */
export type UnitAbility = {
  readonly capabilities: readonly Capability[];
  readonly byWater: boolean;
  readonly byMotorcycle: boolean;
  readonly speedKmh: number | null;
  readonly crew: { readonly present: number; readonly needed: number } | null;
};

/** What a kind of unit can do where the profile says nothing else. */
const usual: Readonly<Record<UnitKind, readonly Capability[]>> = {
  ambulance: ['patient-care'],
  'sea-ambulance': ['patient-care', 'sea-rescue'],
  'fire-engine': ['fire-fighting', 'rescue'],
  police: ['public-order'],
  rescue: ['rescue', 'manpower'],
  puskesmas: ['patient-care'],
  volunteer: ['manpower'],
};

export function unitAbility(
  kind: UnitKind,
  given: { readonly capabilities?: readonly Capability[] | undefined; readonly byWater?: boolean | undefined; readonly byMotorcycle?: boolean | undefined; readonly speedKmh?: number | undefined; readonly crew?: { readonly present: number; readonly needed: number } | undefined },
): UnitAbility {
  return { capabilities: given.capabilities ?? usual[kind], byWater: given.byWater ?? kind === 'sea-ambulance', byMotorcycle: given.byMotorcycle ?? false, speedKmh: given.speedKmh ?? null, crew: given.crew ?? null };
}

/** The first card for a type and priority; the site's own stand before the shipped ones. */
export function runCardFor(cards: readonly RunCard[], type: IncidentType, priority: Priority): RunCard {
  return cards.find((card) => card.type === type && card.priorities.includes(priority)) ?? { type, priorities: [priority], needs: [], helps: capabilities, hospitalCare: 2 };
}
