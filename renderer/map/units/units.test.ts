import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitKinds, unitStatuses, type Unit } from '#domain/units/unit.ts';
import { iconName, type Icon } from '../icons/icon-name.ts';
import { unitOffsets } from '../unit-features.ts';
import { createIconCells, mercatorX, mercatorY, noArrow, packUnits, unitBytes } from './pack-units.ts';
import { cellPx, cellsPerRow, cornerOf, createSpriteSheet, sheetSidePx } from './sprite-sheet.ts';
import { unitLooks, type UnitLook } from './unit-look.ts';
import { labelledUnits, mostLabels, unitsAt } from './units-in-view.ts';

const nowMs = 1_700_000_000_000;

type Given = { readonly longitude: number; readonly latitude: number; readonly ageS: number; readonly kind: number; readonly status: number; readonly busy: boolean; readonly heading: number | null; readonly speedKmh: number };

function looksOf(given: readonly Given[], chosenUnitId: string | null = null): readonly UnitLook[] {
  const units = new Map<string, Unit>();
  const positions = new Map<string, Parameters<typeof unitLooks>[0]['positions'] extends ReadonlyMap<string, infer Position> ? Position : never>();
  given.forEach((each, index) => {
    const unitId = `u${index}`;
    units.set(unitId, {
      ...{ unitId, callSign: unitId.toUpperCase(), kind: unitKinds[each.kind % unitKinds.length]!, status: unitStatuses[each.status % unitStatuses.length]! },
      ...{ statusSinceMs: 0, statusBy: null, incidentId: each.busy ? 'i1' : null, conflictRules: [], baseName: '', baseLatitude: -7, baseLongitude: 113, islandId: null, islandName: null, talkgroup: null, phone: null },
    });
    positions.set(unitId, {
      ...{ id: unitId, unitId, islandId: null, sourceId: 's', deviceId: 'd', latitude: each.latitude, longitude: each.longitude, fixedAtMs: nowMs - each.ageS * 1_000, receivedAtMs: nowMs },
      ...{ accuracyM: null, speedKmh: each.speedKmh, headingDeg: each.heading, altitudeM: null, batteryPercent: null, declaredStale: false },
    });
  });
  return unitLooks({ units, positions, chosenUnitId, nowMs, isPast: false });
}

const anyUnit: fc.Arbitrary<Given> = fc.record({
  longitude: fc.double({ min: 112, max: 117, noNaN: true }),
  latitude: fc.double({ min: -8, max: -4, noNaN: true }),
  ageS: fc.nat(2_000),
  kind: fc.nat(6),
  status: fc.nat(7),
  busy: fc.boolean(),
  heading: fc.option(fc.double({ min: 0, max: 360, noNaN: true })),
  speedKmh: fc.constantFrom(0, 40),
});

function freshCells() {
  const drawn: Icon[] = [];
  const sheet = createSpriteSheet((icon) => (drawn.push(icon), {} as ImageData), (icon) => iconName(icon, 'day'));
  return { drawn, sheet, cells: createIconCells(sheet.cellOf) };
}

describe('packed units', () => {
  test('say of every unit where it is to a decimetre, its icon, its arrow and how pale it is; what matters lies on top', () => {
    fc.assert(
      fc.property(fc.array(anyUnit, { maxLength: 60 }), fc.nat(60), (given, chosen) => {
        const looks = looksOf(given, `u${chosen}`);
        const offsets = unitOffsets(looks, []);
        const { drawn, cells } = freshCells();
        const packed = packUnits(looks, offsets, cells);
        expect([packed.count, packed.bytes.length]).toEqual([looks.length, looks.length * unitBytes]);
        const view = new DataView(packed.bytes.buffer);
        const seen = looks.toSorted((one, other) => one.rank - other.rank);
        seen.forEach((look, index) => {
          const at = index * unitBytes;
          expect(Math.abs(view.getFloat32(at, true) + packed.originX - mercatorX(look.longitude)) * 40_075_000).toBeLessThan(0.1);
          expect(Math.abs(view.getFloat32(at + 4, true) + packed.originY - mercatorY(look.latitude)) * 40_075_000).toBeLessThan(0.1);
          expect([view.getInt16(at + 8, true), view.getInt16(at + 10, true)]).toEqual(offsets.get(look.unit.unitId) ?? [0, 0]);
          expect(drawn[view.getUint16(at + 12, true)]).toEqual({ kind: 'unit', unitKind: look.unit.kind, form: look.form, tone: look.tone });
          const arrow = view.getUint16(at + 14, true);
          if (look.headingDeg === null || offsets.has(look.unit.unitId)) expect(arrow).toBe(noArrow);
          else {
            expect(drawn[arrow]).toEqual({ kind: 'heading', tone: look.tone });
            expect(Math.abs((view.getUint16(at + 16, true) / 65_535) * 360 - (look.headingDeg % 360))).toBeLessThan(0.01);
          }
          expect(view.getUint8(at + 18)).toBe(look.form === 'old' ? 179 : 255);
        });
      }),
      { seed: 112, numRuns: 60 },
    );
  });

  test('an arrow is shown only for a live fix of a unit that moves', () => {
    const still = { longitude: 113, latitude: -7, ageS: 1, kind: 0, status: 0, busy: false, heading: 90, speedKmh: 0 };
    const looks = looksOf([still, { ...still, longitude: 114, speedKmh: 40 }, { ...still, longitude: 115, speedKmh: 40, ageS: 200 }]);
    expect(looks.map(({ headingDeg }) => headingDeg)).toEqual([null, 90, null]);
  });
});

test('every icon a unit may have finds a cell of its own, wholly on the sheet', () => {
  const { sheet, drawn } = freshCells();
  const tones = ['red', 'amber', 'green', 'blue', 'violet', 'grey', 'plain'] as const;
  const cells = unitKinds.flatMap((unitKind) => (['live', 'ageing', 'old', 'base'] as const).flatMap((form) => tones.map((tone) => sheet.cellOf({ kind: 'unit', unitKind, form, tone }))));
  cells.push(...tones.map((tone) => sheet.cellOf({ kind: 'heading', tone })));
  expect(new Set(cells).size).toBe(drawn.length);
  for (const cell of cells) for (const side of cornerOf(cell)) expect(side + cellPx).toBeLessThanOrEqual(sheetSidePx);
  expect(cells.length).toBeLessThan(cellsPerRow * cellsPerRow);
});

describe('units in view', () => {
  const at = (longitude: number, busy = false): Given => ({ longitude, latitude: -7, ageS: 1, kind: 0, status: 0, busy, heading: null, speedKmh: 0 });
  const project = (longitude: number, latitude: number) => ({ x: longitude * 1_000, y: latitude * 1_000 });

  test('a press finds the units within reach of it, the busy one first, also where they stand beside their point', () => {
    const looks = looksOf([at(113), at(113.01, true), at(113.05)]);
    expect(unitsAt(looks, new Map(), project, { x: 113_005, y: -7_000 })).toEqual(['u1', 'u0']);
    expect(unitsAt(looks, new Map([['u2', [-45, 0]]]), project, { x: 113_004, y: -7_010 })).toEqual(['u1', 'u2', 'u0']);
    expect(unitsAt(looks, new Map(), project, { x: 113_005, y: -7_020 })).toEqual([]);
  });

  test('of thousands only those in view are named, and of too many those that matter most', () => {
    const looks = looksOf(Array.from({ length: 600 }, (_, index) => at(113 + index / 1_000, index === 599)));
    const view = { west: 113.1, south: -8, east: 120, north: -6 };
    const labelled = labelledUnits(looks, view);
    expect(labelled).toHaveLength(mostLabels);
    expect(labelled[0]?.unit.unitId).toBe('u599');
    expect(labelled.every(({ longitude }) => longitude >= 113.1)).toBe(true);
    expect(labelledUnits(looks, { ...view, west: 113.59 }).map(({ unit }) => unit.unitId)).toHaveLength(10);
  });
});
