/** An image ready to be laid over others without any graphics: what of it is opaque by stretches, and what is soft pixel by pixel. */
export type Stamp = {
  readonly width: number;
  readonly height: number;
  /** Colours as the canvas has them in memory, row by row, not multiplied by their opacity. */
  readonly pixels: Uint32Array;
  /** Stretches of wholly opaque pixels: row, first column, how many; three numbers each. */
  readonly opaque: Uint16Array;
  /** Places in `pixels` that are neither opaque nor empty. */
  readonly soft: Uint16Array;
};

/** A sheet of pixels that stamps are laid on. */
export type Sheet = { readonly width: number; readonly height: number; readonly pixels: Uint32Array };

const opaqueFrom = 255;

export function stampOf(image: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }): Stamp {
  const { width, height, data } = image;
  const pixels = new Uint32Array(data.slice().buffer);
  const opaque: number[] = [];
  const soft: number[] = [];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; ) {
      const place = row * width + column;
      const alpha = data[place * 4 + 3] ?? 0;
      if (alpha > 0 && alpha < opaqueFrom) soft.push(place);
      if (alpha < opaqueFrom) {
        column += 1;
        continue;
      }
      let end = column + 1;
      while (end < width && (data[(row * width + end) * 4 + 3] ?? 0) >= opaqueFrom) end += 1;
      opaque.push(row, column, end - column);
      column = end;
    }
  }
  return { width, height, pixels, opaque: Uint16Array.from(opaque), soft: Uint16Array.from(soft) };
}

/** Lays a stamp with its upper left corner at a place of the sheet; what reaches over the edge is left out. */
export function layStamp(sheet: Sheet, stamp: Stamp, left: number, top: number): void {
  const { width, height, pixels, opaque, soft } = stamp;
  if (left <= -width || top <= -height || left >= sheet.width || top >= sheet.height) return;
  const isWhole = left >= 0 && top >= 0 && left + width <= sheet.width && top + height <= sheet.height;
  const under = sheet.pixels;
  for (let index = 0; index < opaque.length; index += 3) {
    const row = opaque[index] ?? 0;
    let column = opaque[index + 1] ?? 0;
    let end = column + (opaque[index + 2] ?? 0);
    if (!isWhole) {
      if (top + row < 0 || top + row >= sheet.height) continue;
      column = Math.max(column, -left);
      end = Math.min(end, sheet.width - left);
    }
    const to = (top + row) * sheet.width + left;
    const from = row * width;
    for (; column < end; column += 1) under[to + column] = pixels[from + column] ?? 0;
  }
  for (let index = 0; index < soft.length; index += 1) {
    const place = soft[index] ?? 0;
    const row = (place / width) | 0;
    const [x, y] = [left + place - row * width, top + row];
    if (!isWhole && (x < 0 || y < 0 || x >= sheet.width || y >= sheet.height)) continue;
    const at = y * sheet.width + x;
    under[at] = over(pixels[place] ?? 0, under[at] ?? 0);
  }
}

/** One colour over another, neither multiplied by its opacity; the highest byte is the opacity. */
function over(upper: number, lower: number): number {
  const lowerAlpha = lower >>> 24;
  if (lowerAlpha === 0) return upper;
  const alpha = upper >>> 24;
  const shown = lowerAlpha * (255 - alpha);
  const sum = alpha * 255 + shown;
  let mixed = Math.round(sum / 255) << 24;
  for (const shift of [0, 8, 16]) mixed |= Math.round((((upper >>> shift) & 255) * alpha * 255 + ((lower >>> shift) & 255) * shown) / sum) << shift;
  return mixed >>> 0;
}
