import type { MapPalette } from '../map-palette.ts';
import { mapFont } from '../map-font.ts';
import type { Icon, UnitForm } from './icon-name.ts';
import { drawPoi } from './draw-poi.ts';
import { unitKindDrawing } from '../../ui/marks/unit-kind-drawing.ts';

type Pen = CanvasRenderingContext2D;

/** The side of each image in CSS pixels. */
const sidePx: Readonly<Record<Icon['kind'], number>> = { unit: 36, heading: 60, incident: 38, complaint: 26, landmark: 26, chosen: 50, point: 40, poi: 24 };
/** Twice the pixels, so that images stay sharp on dense screens. */
export const iconPixelRatio = 2;

/** Draws one image of the map with the theme's colours. */
export function drawIcon(icon: Icon, palette: MapPalette): ImageData {
  const side = sidePx[icon.kind];
  const canvas = document.createElement('canvas');
  canvas.width = side * iconPixelRatio;
  canvas.height = side * iconPixelRatio;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no two-dimensional canvas');
  pen.scale(iconPixelRatio, iconPixelRatio);
  pen.translate(side / 2, side / 2);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  draw(pen, icon, palette);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function draw(pen: Pen, icon: Icon, palette: MapPalette): void {
  switch (icon.kind) {
    case 'unit':
      drawUnit(pen, icon, palette);
      return;
    case 'heading':
      outlined(pen, new Path2D('M0-27 6.5-17.5q-6.5-3.5-13 0z'), palette.tones[icon.tone], palette.halo);
      return;
    case 'incident':
      drawIncident(pen, icon, palette);
      return;
    case 'complaint':
      if (icon.late) hollow(pen, new Path2D('M0-10 11 9H-11z'), palette.tones.amber, palette);
      else hollow(pen, new Path2D('M-8-8H8V8H-8z'), palette.tones.violet, palette);
      return;
    case 'landmark':
      hollow(pen, new Path2D('M-6 11V-10L8-5-6 0'), palette.placeInk, palette);
      return;
    case 'poi':
      drawPoi(pen, icon.poi, palette);
      return;
    case 'chosen':
      drawBrackets(pen, palette);
      return;
    case 'point':
      drawPoint(pen, palette);
  }
}

/** Around the arrow with its edge. */
export const arrowBox = { widthPx: 17, heightPx: 14, abovePx: 22.2 } as const;
/** Within this square a unit is drawn: without the ring of an ageing fix its body is smaller than the image. */
export const unitSidePx: Readonly<Record<UnitForm, number>> = { live: 28, ageing: 36, old: 36, base: 24 };

const bodyScale: Readonly<Record<UnitForm, number>> = { live: 0.95, ageing: 0.85, old: 0.85, base: 0.75 };

function drawUnit(pen: Pen, icon: Extract<Icon, { kind: 'unit' }>, palette: MapPalette): void {
  const { outline, cut } = unitKindDrawing[icon.unitKind];
  const colour = palette.tones[icon.form === 'old' || icon.form === 'base' ? 'grey' : icon.tone];
  if (icon.form === 'ageing' || icon.form === 'old') {
    dashedRing(pen, palette.halo, 4, []);
    dashedRing(pen, icon.form === 'old' ? colour : palette.tones.amber, 2, [4, 4.2]);
  }
  const scale = bodyScale[icon.form];
  pen.scale(scale, scale);
  pen.translate(-12, -12);
  const body = new Path2D(outline);
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 4;
  pen.stroke(body);
  pen.fillStyle = icon.form === 'live' ? colour : palette.land;
  pen.fill(body, 'evenodd');
  if (icon.form !== 'live') {
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.stroke(body);
  }
  pen.fillStyle = icon.form === 'live' ? palette.onTone : colour;
  pen.fill(new Path2D(cut));
}

function dashedRing(pen: Pen, colour: string, width: number, dashes: readonly number[]): void {
  pen.setLineDash([...dashes]);
  pen.lineCap = 'butt';
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.arc(0, 0, 15.5, 0, 2 * Math.PI);
  pen.stroke();
  pen.setLineDash([]);
}

function drawIncident(pen: Pen, icon: Extract<Icon, { kind: 'incident' }>, palette: MapPalette): void {
  const diamond = new Path2D('M0-16 16 0 0 16-16 0z');
  const colour = icon.waiting ? palette.tones.amber : palette.ink;
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 5;
  pen.stroke(diamond);
  pen.fillStyle = icon.waiting ? colour : palette.land;
  pen.fill(diamond);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.stroke(diamond);
  pen.fillStyle = icon.waiting ? palette.onTone : colour;
  pen.font = `700 18px ${mapFont.map((name) => (name === 'sans-serif' ? name : `"${name}"`)).join(', ')}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillText(String(icon.priority), 0, 6.3);
}

/** Four corners around what is chosen: blue, and a shape nothing else has. */
function drawBrackets(pen: Pen, palette: MapPalette): void {
  const reach = 21;
  const arm = 9;
  const corners = new Path2D();
  for (const [x, y] of [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const) {
    corners.moveTo(x * reach, y * (reach - arm));
    corners.lineTo(x * reach, y * reach);
    corners.lineTo(x * (reach - arm), y * reach);
  }
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 6;
  pen.stroke(corners);
  pen.strokeStyle = palette.tones.blue;
  pen.lineWidth = 3;
  pen.stroke(corners);
}

/** A point that is being typed: an open cross, so that what lies beneath stays visible. */
function drawPoint(pen: Pen, palette: MapPalette): void {
  const cross = new Path2D('M0-18V-6M0 6V18M-18 0H-6M6 0H18');
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 6;
  pen.stroke(cross);
  pen.strokeStyle = palette.tones.blue;
  pen.lineWidth = 3;
  pen.stroke(cross);
  pen.beginPath();
  pen.arc(0, 0, 2, 0, 2 * Math.PI);
  pen.fillStyle = palette.tones.blue;
  pen.fill();
}

function hollow(pen: Pen, path: Path2D, colour: string, palette: MapPalette): void {
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 5;
  pen.stroke(path);
  pen.fillStyle = palette.land;
  pen.fill(path);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.stroke(path);
}

function outlined(pen: Pen, path: Path2D, fill: string, halo: string): void {
  pen.strokeStyle = halo;
  pen.lineWidth = 3;
  pen.stroke(path);
  pen.fillStyle = fill;
  pen.fill(path);
}
