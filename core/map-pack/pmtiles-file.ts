import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

type Entry = { readonly id: number; readonly offset: number; readonly length: number; run: number };
type TileArea = { readonly box: readonly [west: number, south: number, east: number, north: number]; readonly minZoom: number; readonly maxZoom: number };

/** PMTiles 3: a fixed header, the root directory within the first 16 KiB, metadata, leaf directories, then the tiles in Hilbert order. */
const headerBytes = 127;
const rootLimitBytes = 16_384 - headerBytes;
const gzipped = 2;
const vectorTiles = 1;

/** The place of a tile among all tiles: zoom by zoom, within a zoom along the Hilbert curve. */
export function tileId(zoom: number, x: number, y: number): number {
  let id = (4 ** zoom - 1) / 3;
  let [left, top] = [x, y];
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const [isRight, isBelow] = [(left & side) > 0 ? 1 : 0, (top & side) > 0 ? 1 : 0];
    id += side * side * ((3 * isRight) ^ isBelow);
    if (isBelow === 0) {
      if (isRight === 1) [left, top] = [side - 1 - (left & (side - 1)), side - 1 - (top & (side - 1))];
      [left, top] = [top, left];
    }
  }
  return id;
}

/** Writes vector tiles into one file. `tiles` come with ascending ids, not packed; equal ones are stored once. Returns how many. */
export function writePmtiles(file: string, tiles: Iterable<{ id: number; bytes: Uint8Array }>, area: TileArea, metadata: object): { tiles: number; contents: number } {
  const dataFile = `${file}.data`;
  const entries: Entry[] = [];
  const known = new Map<string, { offset: number; length: number }>();
  let [end, count] = [0, 0];
  const handle = openSync(dataFile, 'w');
  try {
    for (const { id, bytes } of tiles) {
      const last = entries.at(-1);
      if (last && id < last.id + last.run) throw new Error(`Tile ${id} comes out of order.`);
      count += 1;
      const digest = createHash('sha256').update(bytes).digest('base64');
      let content = known.get(digest);
      if (content === undefined) {
        const packed = gzipSync(bytes);
        writeSync(handle, packed);
        content = { offset: end, length: packed.length };
        known.set(digest, content);
        end += packed.length;
      }
      if (last && last.id + last.run === id && last.offset === content.offset) last.run += 1;
      else entries.push({ id, ...content, run: 1 });
    }
  } finally {
    closeSync(handle);
  }
  const { root, leaves } = directoriesOf(entries);
  const described = gzipSync(JSON.stringify(metadata));
  const header = headerOf(area, {
    root: root.length,
    metadata: described.length,
    leaves: leaves.length,
    data: end,
    counts: [count, entries.length, known.size],
  });
  const output = openSync(file, 'w');
  try {
    for (const part of [header, root, described, leaves]) writeSync(output, part);
    copyInto(output, dataFile, end);
  } finally {
    closeSync(output);
    rmSync(dataFile);
  }
  return { tiles: count, contents: known.size };
}

function copyInto(output: number, dataFile: string, length: number): void {
  // One regency comes to some tens of megabytes.
  const data = readFileSync(dataFile);
  for (let written = 0; written < length; ) written += writeSync(output, data, written);
}

function directoriesOf(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const whole = directory(entries, 0);
  if (whole.length <= rootLimitBytes) return { root: whole, leaves: new Uint8Array(0) };
  for (let perLeaf = 4_096; ; perLeaf *= 2) {
    const leaves: Uint8Array[] = [];
    const pointers: Entry[] = [];
    let offset = 0;
    for (let from = 0; from < entries.length; from += perLeaf) {
      const leaf = directory(entries.slice(from, from + perLeaf), 0);
      pointers.push({ id: entries[from]?.id ?? 0, offset, length: leaf.length, run: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = directory(pointers, 0);
    if (root.length <= rootLimitBytes) return { root, leaves: Buffer.concat(leaves) };
  }
}

function directory(entries: readonly Entry[], start: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarint(entries.length);
  let last = start;
  for (const { id } of entries) {
    writer.writeVarint(id - last);
    last = id;
  }
  for (const { run } of entries) writer.writeVarint(run);
  for (const { length } of entries) writer.writeVarint(length);
  entries.forEach(({ offset }, index) => {
    const before = entries[index - 1];
    writer.writeVarint(before && before.offset + before.length === offset ? 0 : offset + 1);
  });
  return gzipSync(writer.finish());
}

function headerOf(area: TileArea, sizes: { root: number; metadata: number; leaves: number; data: number; counts: readonly number[] }): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('PMTiles'));
  bytes[7] = 3;
  let at = headerBytes;
  [sizes.root, sizes.metadata, sizes.leaves, sizes.data].forEach((length, index) => {
    view.setBigUint64(8 + index * 16, BigInt(at), true);
    view.setBigUint64(16 + index * 16, BigInt(length), true);
    at += length;
  });
  sizes.counts.forEach((count, index) => view.setBigUint64(72 + index * 8, BigInt(count), true));
  bytes.set([1, gzipped, gzipped, vectorTiles, area.minZoom, area.maxZoom], 96);
  const [west, south, east, north] = area.box;
  [west, south, east, north].forEach((side, index) => view.setInt32(102 + index * 4, Math.round(side * 1e7), true));
  bytes[118] = Math.min(area.maxZoom, 10);
  view.setInt32(119, Math.round(((west + east) / 2) * 1e7), true);
  view.setInt32(123, Math.round(((south + north) / 2) * 1e7), true);
  return bytes;
}
