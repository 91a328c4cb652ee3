/** Cells of a hundredth of a degree, about 1.1 km here: what lies near a point is in its cell or one beside it. */
const perDegree = 100;
const columns = 360 * perDegree;

/** The cell of a point, as one whole number. */
export function placeCell(latitude: number, longitude: number): number {
  return Math.floor((latitude + 90) * perDegree) * columns + Math.floor((longitude + 180) * perDegree);
}

/** A point's cell and the eight around it. */
export function cellsAround(latitude: number, longitude: number): readonly number[] {
  const middle = placeCell(latitude, longitude);
  return [-columns, 0, columns].flatMap((row) => [-1, 0, 1].map((column) => middle + row + column));
}
