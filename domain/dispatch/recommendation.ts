import type { RouteLeg, UnreachableReason } from '../routes/route.ts';
import type { UnitKind, UnitStatus } from '../units/unit.ts';
import type { Capability, Need } from './run-card.ts';

/**
 * Why a line stands where it stands, and what to mind about it. `quickest`: the first to arrive of those that can do what it is proposed for.
 * `on-foot-beyond-pier`: the vessel takes no vehicle. `beyond-standard`: later or further than the card's standard.
 */
export const lineReasons = ['quickest', 'next-quickest', 'helps', 'unsuitable', 'busy', 'understaffed', 'on-foot-beyond-pier', 'old-position', 'position-is-base', 'beyond-standard', 'far-from-road'] as const;
export type LineReason = (typeof lineReasons)[number];

export type RecommendedUnit = {
  readonly unitId: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly status: UnitStatus;
  /** The need of the run card it is proposed for; null for one that is only listed. */
  readonly fills: Capability | null;
  readonly suitable: boolean;
  /** On another incident: shown and selectable, its status never changes by itself. */
  readonly busy: boolean;
  readonly sent: boolean;
  /** From where it is thought to be. */
  readonly etaMs: number;
  /** From the far edge of where it may be: what ranks. */
  readonly worstMs: number;
  readonly legs: readonly RouteLeg[];
  readonly uncertaintyM: number;
  readonly positionFrom: 'fix' | 'base';
  readonly positionAgeMs: number | null;
  readonly reasons: readonly LineReason[];
};

export const missingReasons = ['none', 'none-on-island', 'cannot-come', 'too-late', 'all-busy', 'too-few', 'beyond-standard'] as const;

/** A need of the run card that is not met, or only badly. */
export type MissingNeed = {
  readonly capability: Capability;
  readonly needed: number;
  readonly found: number;
  /** `none`: the site has no such unit in service. `all-busy`: or with too small a crew. `too-late`: those who are free come when it is of no use any more. */
  readonly reason: (typeof missingReasons)[number];
  /** The first of them that would come all the same. */
  readonly nearest: { readonly callSign: string; readonly worstMs: number } | null;
  /** The standard of the trade that the need has. */
  readonly within: Need['within'] | null;
  /** Who else of the incident's island is free and there sooner, for whoever has to do without. */
  readonly instead: readonly { readonly callSign: string; readonly kind: UnitKind }[];
};

export type HospitalChoice = {
  readonly name: string;
  readonly etaMs: number;
  /** A nearer place with beds where a patient can be made fit for the way; null where the hospital is the nearest. */
  readonly first: { readonly name: string; readonly etaMs: number } | null;
};

/** Units for an incident, best first, by road and sea. Nobody is ever ranked by a straight line. */
export type Recommendation = {
  readonly incidentId: string;
  readonly basis: 'routes' | 'open-sea' | 'no-place';
  readonly islandName: string | null;
  /** The roads are our own main roads only. */
  readonly isSkeleton: boolean;
  readonly placeRadiusM: number | null;
  /** How far the incident lies from the road it is reached by. */
  readonly offRoadM: number | null;
  readonly missing: readonly MissingNeed[];
  readonly lines: readonly RecommendedUnit[];
  readonly cannotCome: readonly { readonly unitId: string; readonly callSign: string; readonly kind: UnitKind; readonly reason: UnreachableReason }[];
  readonly hospital: HospitalChoice | null;
};
