import { metresPerDegree } from './distance.ts';
import type { RoughPoint } from './place-relation.ts';

export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

/** Six rows of six cells, read like text: A is in the north-west, 9 in the south-east. */
const side = 6;
export const gridLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The cells of a box by their letters; together they are the box. */
export function gridCells(box: Box): readonly { readonly letter: string; readonly box: Box }[] {
  const longitude = (column: number): number => box.west + ((box.east - box.west) * column) / side;
  const latitude = (row: number): number => box.north - ((box.north - box.south) * row) / side;
  return Array.from(gridLetters, (letter, index) => {
    const [row, column] = [Math.floor(index / side), index % side];
    return { letter, box: { west: longitude(column), east: longitude(column + 1), north: latitude(row), south: latitude(row + 1) } };
  });
}

/** The box that letters narrow `whole` to, each a cell of the one before; letters that are none are passed over. */
export function narrowedBox(whole: Box, letters: string): Box {
  return Array.from(letters.toUpperCase()).reduce((box, wanted) => gridCells(box).find(({ letter }) => letter === wanted)?.box ?? box, whole);
}

/** The middle of a box, as unsure as half its diagonal. */
export function middleOfBox({ west, south, east, north }: Box): RoughPoint {
  const latitude = (south + north) / 2;
  const eastM = (east - west) * metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return { latitude, longitude: (west + east) / 2, radiusM: Math.max(1, Math.round(Math.hypot(eastM, (north - south) * metresPerDegree) / 2)) };
}
