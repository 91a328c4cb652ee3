import { iconPixelRatio } from '../icons/draw-icon.ts';
import { noArrow, unitBytes, type PackedUnits } from './pack-units.ts';
import { cellPx, type Sprite } from './sprite-sheet.ts';
import { layStamp, stampOf, type Stamp } from './stamp.ts';

/** Where a map that has north up looks: the Mercator square of 0 to 1 is `worldPx` wide, and `x`, `y` of it stand in the middle of the canvas. */
export type FlatView = { readonly widthPx: number; readonly heightPx: number; readonly ratio: number; readonly worldPx: number; readonly x: number; readonly y: number };

/** Arrows are kept turned by so many steps: turning thousands of images anew for each picture costs more than all the rest. */
const turns = 72;

/**
 * Draws packed units on a canvas of its own, icon by icon and without any graphics: where the processor draws, that takes a small part of what the same
 * icons take in WebGL, and the map beneath need not be drawn at all while only units move.
 */
export function createUnitsCanvas(canvas: HTMLCanvasElement, sprites: readonly Sprite[]): { draw(layers: readonly PackedUnits[], view: FlatView): void } {
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('this browser draws no two-dimensional canvas');
  const stamps = new Map<number, Stamp>();
  let stampsRatio = 0;
  let image = new ImageData(1, 1);
  let sheet = { width: 1, height: 1, pixels: new Uint32Array(image.data.buffer) };
  let drawn: readonly (Stamp | number)[] = [];

  /** A cell as it goes onto the canvas, one pixel for one: so turned, so opaque. */
  function stampFor(cell: number, turn: number, opacity: number): Stamp | null {
    const key = (cell * turns + turn) * 256 + opacity;
    const known = stamps.get(key);
    if (known) return known;
    const sprite = sprites[cell];
    if (!sprite) return null;
    const made = stampOf(placed(sprite.image, stampsRatio, (turn / turns) * 2 * Math.PI, opacity / 255));
    stamps.set(key, made);
    return made;
  }

  return {
    draw(layers, view) {
      const { ratio } = view;
      const [width, height] = [Math.max(1, Math.round(view.widthPx * ratio)), Math.max(1, Math.round(view.heightPx * ratio))];
      const isSameSheet = sheet.width === width && sheet.height === height;
      if (stampsRatio !== ratio) stamps.clear();
      stampsRatio = ratio;
      const wanted: (Stamp | number)[] = [];
      for (const units of layers) place(units, view, wanted);
      // A unit that moved by less than a pixel stands where it stood, and a page that draws nothing new costs nothing.
      if (isSameSheet && wanted.length === drawn.length && wanted.every((part, index) => part === drawn[index])) return;
      drawn = wanted;
      if (isSameSheet) sheet.pixels.fill(0);
      else {
        Object.assign(canvas, { width, height });
        image = new ImageData(width, height);
        sheet = { width, height, pixels: new Uint32Array(image.data.buffer) };
      }
      for (let at = 0; at < wanted.length; at += 3) layStamp(sheet, wanted[at] as Stamp, wanted[at + 1] as number, wanted[at + 2] as number);
      pen.putImageData(image, 0, 0);
    },
  };

  /** Adds what is laid where, from below to above: stamp, left, top. */
  function place(units: PackedUnits, { ratio, worldPx, widthPx, heightPx, x: middleX, y: middleY }: FlatView, wanted: (Stamp | number)[]): void {
    const { buffer } = units.bytes;
    const [floats, shorts, words] = [new Float32Array(buffer), new Int16Array(buffer), new Uint16Array(buffer)];
    const left = (units.originX - middleX) * worldPx + widthPx / 2;
    const top = (units.originY - middleY) * worldPx + heightPx / 2;
    // What lies wholly beyond the edge is not looked at further: of a town's view that is nearly everything.
    const reach = (cellPx / iconPixelRatio) * ratio;
    const [right, bottom] = [widthPx * ratio + reach, heightPx * ratio + reach];
    for (const part of ['arrow', 'icon'] as const) {
      for (let index = 0; index < units.count; index += 1) {
        const [long, short] = [index * (unitBytes / 4), index * (unitBytes / 2)];
        const arrow = words[short + 7] ?? noArrow;
        if (part === 'arrow' && arrow === noArrow) continue;
        const x = (left + (floats[long] ?? 0) * worldPx + (shorts[short + 4] ?? 0)) * ratio;
        const y = (top + (floats[long + 1] ?? 0) * worldPx + (shorts[short + 5] ?? 0)) * ratio;
        if (x < -reach || y < -reach || x > right || y > bottom) continue;
        const stamp = part === 'icon' ? stampFor(words[short + 6] ?? 0, 0, units.bytes[index * unitBytes + 18] ?? 255) : stampFor(arrow, Math.round(((words[short + 8] ?? 0) / 65_535) * turns) % turns, 255);
        if (!stamp) continue;
        wanted.push(stamp, Math.round(x - stamp.width / 2), Math.round(y - stamp.height / 2));
      }
    }
  }
}

/** An image in the pixels of the screen. */
function placed(image: ImageData, ratio: number, turn: number, opacity: number): ImageData {
  const whole = document.createElement('canvas');
  Object.assign(whole, { width: image.width, height: image.height });
  whole.getContext('2d')?.putImageData(image, 0, 0);
  const scale = ratio / iconPixelRatio;
  const side = Math.ceil(Math.max(image.width, image.height) * scale);
  const made = document.createElement('canvas');
  Object.assign(made, { width: side, height: side });
  const pen = made.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('this browser draws no two-dimensional canvas');
  pen.globalAlpha = opacity;
  pen.translate(side / 2, side / 2);
  pen.rotate(turn);
  pen.scale(scale, scale);
  pen.drawImage(whole, -image.width / 2, -image.height / 2);
  return pen.getImageData(0, 0, side, side);
}
