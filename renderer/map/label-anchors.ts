/** Sides a label may stand at, in order of liking, each with its distance from the point in sizes of the label's type. */
export type LabelAnchors = readonly (string | readonly [x: number, y: number])[];

export const labelSizePx = 14;

const apart = 1.4;
/** Outside the corners around what is chosen. */
const apartFromChosen = 1.9;

/** The sides of an icon that is drawn `offsetPx` to the right of its point and beneath it. */
export function labelAnchors(offsetPx: readonly [x: number, y: number], chosen: boolean): LabelAnchors {
  const x = offsetPx[0] / labelSizePx;
  const y = offsetPx[1] / labelSizePx;
  const away = chosen ? apartFromChosen : apart;
  return ['top', [x, y + away], 'left', [x + away, y], 'right', [x - away, y], 'bottom', [x, y - away]];
}
