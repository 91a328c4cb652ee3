import type { Icon } from '../icons/icon-name.ts';

/** The sheet is a square of cells of one size; the largest icon, the heading arrow, fits with room to spare. */
export const sheetSidePx = 2048;
export const cellPx = 124;
export const cellsPerRow = Math.floor(sheetSidePx / cellPx);

export type Sprite = { readonly cell: number; readonly image: ImageData };

/** Icons of one theme by their cells on one texture. An icon is drawn when it is first asked for. */
export type SpriteSheet = {
  cellOf(icon: Icon): number;
  /** Everything drawn so far, in the order of cells; it only grows. */
  readonly sprites: readonly Sprite[];
};

/** `draw` makes the image of an icon, at most `cellPx` on each side. */
export function createSpriteSheet(draw: (icon: Icon) => ImageData, nameOf: (icon: Icon) => string): SpriteSheet {
  const cells = new Map<string, number>();
  const sprites: Sprite[] = [];
  return {
    sprites,
    cellOf(icon) {
      const name = nameOf(icon);
      const known = cells.get(name);
      if (known !== undefined) return known;
      const cell = sprites.length;
      if (cell >= cellsPerRow * cellsPerRow) throw new Error('there are more icons than the sheet has cells');
      sprites.push({ cell, image: draw(icon) });
      cells.set(name, cell);
      return cell;
    },
  };
}

/** The upper left corner of a cell on the sheet, in pixels. */
export function cornerOf(cell: number): readonly [x: number, y: number] {
  return [(cell % cellsPerRow) * cellPx, Math.floor(cell / cellsPerRow) * cellPx];
}
