import { unitKinds } from '#domain/units/unit.ts';
import { iconPixelRatio, unitSidePx } from '../icons/draw-icon.ts';
import type { Icon, UnitForm } from '../icons/icon-name.ts';
import { unitForms } from '../icons/icon-name.ts';
import type { Tone } from '../../ui/shape.tsx';
import { cellPx } from './sprite-sheet.ts';
import type { UnitLook } from './unit-look.ts';

/** One unit takes so many bytes: place (2 × float32), offset (2 × int16), icon and arrow (2 × uint16), turn (uint16), opacity (uint8), side of its square in pixels (uint8). */
export const unitBytes = 20;
export const noArrow = 0xffff;

/** Units as they go to the graphics card. */
export type PackedUnits = {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Where the places are counted from, in Mercator's square of 0 to 1: near them, so that 32 bits are enough for a millimetre. */
  readonly originX: number;
  readonly originY: number;
};

/** An icon that stands at a point, drawn as it is. */
export type PlacedIcon = { readonly longitude: number; readonly latitude: number; readonly icon: Icon; readonly offset?: readonly [x: number, y: number] };

/** Packs other icons as if they were units that stand, in their order. Their squares are those of the sheet. */
export function packIcons(icons: readonly PlacedIcon[], cellOf: (icon: Icon) => number): PackedUnits {
  const [first] = icons;
  const [originX, originY] = first ? [mercatorX(first.longitude), mercatorY(first.latitude)] : [0, 0];
  const view = new DataView(new ArrayBuffer(icons.length * unitBytes));
  icons.forEach(({ longitude, latitude, icon, offset = [0, 0] }, index) => {
    const at = index * unitBytes;
    view.setFloat32(at, mercatorX(longitude) - originX, true);
    view.setFloat32(at + 4, mercatorY(latitude) - originY, true);
    view.setInt16(at + 8, offset[0], true);
    view.setInt16(at + 10, offset[1], true);
    view.setUint16(at + 12, cellOf(icon), true);
    view.setUint16(at + 14, noArrow, true);
    view.setUint8(at + 18, 255);
    view.setUint8(at + 19, cellPx / iconPixelRatio);
  });
  return { bytes: new Uint8Array(view.buffer), count: icons.length, originX, originY };
}

/** Finds the cell of an icon by numbers alone: a name per unit and update would be thousands of texts. */
export function createIconCells(cellOf: (icon: Icon) => number): { unit(look: UnitLook): number; arrow(tone: Tone): number } {
  const units = new Map<number, number>();
  const arrows = new Map<Tone, number>();
  return {
    unit({ unit: { kind }, form, tone }) {
      const key = (unitKinds.indexOf(kind) * unitForms.length + formIndex[form]) * toneCount + toneIndex[tone];
      let cell = units.get(key);
      if (cell === undefined) units.set(key, (cell = cellOf({ kind: 'unit', unitKind: kind, form, tone })));
      return cell;
    },
    arrow(tone) {
      let cell = arrows.get(tone);
      if (cell === undefined) arrows.set(tone, (cell = cellOf({ kind: 'heading', tone })));
      return cell;
    },
  };
}

const formIndex: Readonly<Record<UnitForm, number>> = { live: 0, ageing: 1, old: 2, base: 3 };
const toneIndex: Readonly<Record<Tone, number>> = { red: 0, amber: 1, green: 2, blue: 3, violet: 4, grey: 5, plain: 6 };
const toneCount = 7;
const fadedOpacity = Math.round(0.7 * 255);

/** Packs looks in the order in which they are drawn: the lowest rank first, so that what matters lies on top. */
export function packUnits(
  looks: readonly UnitLook[],
  offsets: ReadonlyMap<string, readonly [x: number, y: number]>,
  cells: ReturnType<typeof createIconCells>,
): PackedUnits {
  const [first] = looks;
  const originX = first ? mercatorX(first.longitude) : 0;
  const originY = first ? mercatorY(first.latitude) : 0;
  const buffer = new ArrayBuffer(looks.length * unitBytes);
  const view = new DataView(buffer);
  let at = 0;
  for (const rank of ranks) {
    for (const look of looks) {
      if (look.rank !== rank) continue;
      const offset = offsets.get(look.unit.unitId);
      view.setFloat32(at, mercatorX(look.longitude) - originX, true);
      view.setFloat32(at + 4, mercatorY(look.latitude) - originY, true);
      if (offset) {
        view.setInt16(at + 8, offset[0], true);
        view.setInt16(at + 10, offset[1], true);
      }
      view.setUint16(at + 12, cells.unit(look), true);
      // An arrow is turned around the point, so it cannot follow an icon that stands beside it.
      const hasArrow = look.headingDeg !== null && offset === undefined;
      view.setUint16(at + 14, hasArrow ? cells.arrow(look.tone) : noArrow, true);
      view.setUint16(at + 16, Math.round((((look.headingDeg ?? 0) % 360) / 360) * 65_535), true);
      view.setUint8(at + 18, look.form === 'old' ? fadedOpacity : 255);
      view.setUint8(at + 19, unitSidePx[look.form]);
      at += unitBytes;
    }
  }
  return { bytes: new Uint8Array(buffer), count: looks.length, originX, originY };
}

/** Every rank a look may have. */
const ranks = [0, 1, 2, 3, 4, 5, 6, 7];

export function mercatorX(longitude: number): number {
  return (longitude + 180) / 360;
}

export function mercatorY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
