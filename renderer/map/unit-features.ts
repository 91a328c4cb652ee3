import type { FeatureCollection, MultiPolygon, Point } from 'geojson';
import { areaRings, type UncertainArea } from '#domain/positions/uncertainty.ts';
import type { UnitStatus } from '#domain/units/unit.ts';
import { collection, pointFeature } from './geo/points-and-lines.ts';
import { sideBySide } from './geo/side-by-side.ts';
import { iconName, type UnitForm } from './icons/icon-name.ts';
import { labelAnchors, type LabelAnchors } from './label-anchors.ts';
import type { UnitLook } from './units/unit-look.ts';

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
  readonly looks: readonly UnitLook[];
  /** Units that do not stand alone, see `sideBySide`. */
  readonly offsets: ReadonlyMap<string, readonly [x: number, y: number]>;
  readonly theme: string;
  readonly words: UnitFeatureWords;
};

/** Units as points to draw. */
export function unitFeatures({ looks, offsets, theme, words }: UnitFeatureInput): FeatureCollection<Point, UnitFeature> {
  return collection(
    looks.map((look) => {
      const { unit, form, tone, ageMs, chosen, rank } = look;
      const offsetPx = offsets.get(unit.unitId) ?? ([0, 0] as const);
      // An arrow is turned around the point, so it cannot follow an icon that stands beside it.
      const hasArrow = look.headingDeg !== null && !offsets.has(unit.unitId);
      return pointFeature(look.longitude, look.latitude, {
        unitId: unit.unitId,
        icon: iconName({ kind: 'unit', unitKind: unit.kind, form, tone }, theme),
        headingIcon: hasArrow ? iconName({ kind: 'heading', tone }, theme) : null,
        headingDeg: look.headingDeg ?? 0,
        callSign: unit.callSign,
        detail: [words.status[unit.status], ...ageWords(form, ageMs, words)].join(' · '),
        chosen,
        faded: form === 'old',
        rank,
        offsetPx: offsetPx.join(' '),
        labelAnchors: labelAnchors(offsetPx, chosen),
      });
    }),
  );
}

/** Where units do not stand alone: beside each other, and beside points that are taken. */
export function unitOffsets(
  looks: readonly UnitLook[],
  taken: readonly { readonly longitude: number; readonly latitude: number }[],
): ReadonlyMap<string, readonly [x: number, y: number]> {
  return sideBySide(
    looks.map(({ unit, longitude, latitude }) => ({ id: unit.unitId, longitude, latitude })),
    taken,
  );
}

function ageWords(form: UnitForm, ageMs: number | null, words: UnitFeatureWords): readonly string[] {
  if (form === 'base') return [words.atBase];
  return form === 'live' || ageMs === null ? [] : [words.age(ageMs)];
}

export type UncertaintyFeature = { readonly chosen: boolean };

/** Below this a circle would hide under its own icon at any scale worth using. */
const smallestDrawnM = 50;

/** The areas within which units may be by now, ending at their shores; `areaOf` is null where nothing worth drawing is known. */
export function uncertaintyFeatures(
  looks: Iterable<UnitLook>,
  areaOf: (look: UnitLook) => UncertainArea | null,
): FeatureCollection<MultiPolygon, UncertaintyFeature> {
  return collection(
    [...looks].flatMap((look) => {
      const area = areaOf(look);
      if (area === null || area.radiusM < smallestDrawnM) return [];
      const coordinates = areaRings(area).map((ring) => [ring.map((point) => [...point])]);
      return [{ type: 'Feature' as const, geometry: { type: 'MultiPolygon' as const, coordinates }, properties: { chosen: look.chosen } }];
    }),
  );
}
