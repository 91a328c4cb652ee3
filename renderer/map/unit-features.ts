import type { FeatureCollection, MultiPolygon, Point } from 'geojson';
import type { UnitPosition } from '#domain/positions/position.ts';
import { areaRings, type UncertainArea } from '#domain/positions/uncertainty.ts';
import type { Unit, UnitStatus } from '#domain/units/unit.ts';
import { positionAge } from '../ui/marks/position-age-mark.ts';
import { unitStatusMark } from '../ui/marks/unit-status-mark.ts';
import { collection, pointFeature } from './geo/points-and-lines.ts';
import { sideBySide } from './geo/side-by-side.ts';
import { iconName, type UnitForm } from './icons/icon-name.ts';
import { labelAnchors, type LabelAnchors } from './label-anchors.ts';

export type UnitFeature = {
  readonly unitId: string;
  readonly icon: string;
  /** An arrow around the icon; null when the unit stands or its fix is no longer live. */
  readonly headingIcon: string | null;
  readonly headingDeg: number;
  readonly callSign: string;
  /** Status in words and, for a fix that is no longer live, its age. */
  readonly detail: string;
  readonly chosen: boolean;
  readonly faded: boolean;
  /** Pixels right and down from the true point as text, `15 0`, for units that stand at one and the same place. */
  readonly offsetPx: string;
  readonly labelAnchors: LabelAnchors;
  /** Busy units above free ones, the chosen one on top. */
  readonly rank: number;
};

export type UnitFeatureWords = {
  readonly status: Readonly<Record<UnitStatus, string>>;
  readonly age: (ageMs: number) => string;
  readonly atBase: string;
};

export type UnitFeatureInput = {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  /** Points where something else stands already: units there are drawn beside it. */
  readonly taken: readonly { readonly longitude: number; readonly latitude: number }[];
  readonly chosenUnitId: string | null;
  readonly nowMs: number;
  readonly theme: string;
  readonly words: UnitFeatureWords;
};

/** Slower than this a heading is noise. */
const movingKmh = 3;

/**
 * Where the units are, as points to draw. A unit without a fix is not drawn: its base is not its place. Only a
 * Puskesmas, which is a building, then stands at its base, in a form of its own.
 */
export function unitFeatures(input: UnitFeatureInput): FeatureCollection<Point, UnitFeature> {
  const drawn = [...input.units.values()].flatMap((unit): readonly DrawnUnit[] => {
    const position = input.positions.get(unit.unitId);
    if (position) return [{ unit, position, longitude: position.longitude, latitude: position.latitude }];
    if (unit.kind !== 'puskesmas') return [];
    return [{ unit, position: null, longitude: unit.baseLongitude, latitude: unit.baseLatitude }];
  });
  const offsets = sideBySide(
    drawn.map(({ unit, longitude, latitude }) => ({ id: unit.unitId, longitude, latitude })),
    input.taken,
  );
  return collection(
    drawn.map(({ unit, position, longitude, latitude }) => {
      const offsetPx = offsets.get(unit.unitId) ?? ([0, 0] as const);
      const feature = featureOf(unit, position, input);
      // An arrow is turned around the point, so it cannot follow an icon that stands beside it.
      const headingIcon = offsetPx[0] === 0 && offsetPx[1] === 0 ? feature.headingIcon : null;
      return pointFeature(longitude, latitude, { ...feature, headingIcon, offsetPx: offsetPx.join(' '), labelAnchors: labelAnchors(offsetPx, feature.chosen) });
    }),
  );
}

type DrawnUnit = {
  readonly unit: Unit;
  readonly position: UnitPosition | null;
  readonly longitude: number;
  readonly latitude: number;
};

function featureOf(unit: Unit, position: UnitPosition | null, input: UnitFeatureInput): Omit<UnitFeature, 'offsetPx' | 'labelAnchors'> {
  const { words, theme, nowMs } = input;
  const ageMs = position && nowMs - position.fixedAtMs;
  const form = formOf(ageMs, position?.declaredStale ?? false);
  const { tone } = unitStatusMark[unit.status];
  const chosen = unit.unitId === input.chosenUnitId;
  const moves = form === 'live' && position?.headingDeg != null && (position.speedKmh ?? 0) >= movingKmh;
  return {
    unitId: unit.unitId,
    icon: iconName({ kind: 'unit', unitKind: unit.kind, form, tone }, theme),
    headingIcon: moves ? iconName({ kind: 'heading', tone }, theme) : null,
    headingDeg: position?.headingDeg ?? 0,
    callSign: unit.callSign,
    detail: [words.status[unit.status], ...ageWords(form, ageMs, words)].join(' · '),
    chosen,
    faded: form === 'old',
    rank: (chosen ? 4 : 0) + (unit.incidentId === null ? 0 : 2) + (form === 'live' ? 1 : 0),
  };
}

function formOf(ageMs: number | null, declaredStale: boolean): UnitForm {
  const age = positionAge(ageMs, declaredStale);
  return age === 'none' ? 'base' : age;
}

function ageWords(form: UnitForm, ageMs: number | null, words: UnitFeatureWords): readonly string[] {
  if (form === 'base') return [words.atBase];
  return form === 'live' || ageMs === null ? [] : [words.age(ageMs)];
}

export type UncertaintyFeature = { readonly chosen: boolean };

/** Below this a circle would hide under its own icon at any scale worth using. */
const smallestDrawnM = 50;

/** The areas within which the units may be by now, ending at their shores; `areaOf` is null where nothing worth drawing is known. */
export function uncertaintyFeatures(
  positions: Iterable<UnitPosition>,
  chosenUnitId: string | null,
  areaOf: (position: UnitPosition) => UncertainArea | null,
): FeatureCollection<MultiPolygon, UncertaintyFeature> {
  return collection(
    [...positions].flatMap((position) => {
      const area = areaOf(position);
      if (area === null || area.radiusM < smallestDrawnM) return [];
      const coordinates = areaRings(area).map((ring) => [ring.map((point) => [...point])]);
      return [{ type: 'Feature' as const, geometry: { type: 'MultiPolygon' as const, coordinates }, properties: { chosen: position.unitId === chosenUnitId } }];
    }),
  );
}
