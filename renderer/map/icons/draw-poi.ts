import type { MapPalette } from '../map-palette.ts';
import type { PoiKind } from './poi-kind.ts';

/** A sign in a square of 20 by 20 around its middle: a plate and what stands on it. Hospitals are filled, what is smaller is hollow. */
type Sign = { readonly plate: string; readonly filled: boolean; readonly glyph: string; readonly glyphLine?: boolean };

const square = 'M-6-8.5H6q2.5 0 2.5 2.5V6q0 2.5-2.5 2.5H-6q-2.5 0-2.5-2.5V-6q0-2.5 2.5-2.5z';
const round = 'M0-8.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z';
const shield = 'M0-9 7.5-6.3V-.6c0 4.6-3.2 7.6-7.5 9.4-4.3-1.8-7.5-4.8-7.5-9.4v-5.7z';
const cross = 'M-1.6-5.2h3.2v3.6h3.6v3.2H1.6v3.6h-3.2V1.6h-3.6v-3.2h3.6z';

const signs: Readonly<Record<PoiKind, Sign>> = {
  hospital: { plate: square, filled: true, glyph: 'M-4.6-5.2h2.8v3.9h3.6v-3.9h2.8V5.2H1.8V1.4h-3.6v3.8h-2.8z' },
  puskesmas: { plate: square, filled: false, glyph: cross },
  clinic: { plate: round, filled: false, glyph: cross },
  pier: { plate: round, filled: false, glyph: 'M0-2.6V5.2M-2.6-.8h5.2M-4.8 1.2C-4.4 3.9-2.5 5.2 0 5.2s4.4-1.3 4.8-4M1.6-4.2a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0z', glyphLine: true },
  police: { plate: shield, filled: false, glyph: 'M0-4.6l1.4 2.9 3.2.4-2.3 2.2.6 3.2L0 2.6l-2.9 1.5.6-3.2-2.3-2.2 3.2-.4z' },
  'fire-station': { plate: square, filled: false, glyph: 'M.5-5.6c.3 2.4 3.5 3.6 3.5 7.1a4 4 0 0 1-8 0c0-1.8 1-2.9 1.9-3.8.2 1 .6 1.5 1.2 1.8-.2-2 .2-3.9 1.4-5.1z' },
};

/** Drawn in the ink of places: a building has no state. */
export function drawPoi(pen: CanvasRenderingContext2D, kind: PoiKind, palette: MapPalette): void {
  const { plate, filled, glyph, glyphLine } = signs[kind];
  const body = new Path2D(plate);
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 4;
  pen.stroke(body);
  pen.fillStyle = filled ? palette.placeInk : palette.land;
  pen.fill(body);
  pen.strokeStyle = palette.placeInk;
  pen.lineWidth = 1.6;
  pen.stroke(body);
  const shape = new Path2D(glyph);
  if (glyphLine === true) {
    pen.lineWidth = 1.7;
    pen.stroke(shape);
    return;
  }
  pen.fillStyle = filled ? palette.land : palette.placeInk;
  pen.fill(shape);
}
