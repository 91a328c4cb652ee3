/** A set of numbers from OpenStreetMap: one bit each in pieces that exist only where something lies. */
export type IdSet = { readonly add: (id: number) => void; readonly has: (id: number) => boolean; readonly size: () => number };

const bitsOfPiece = 4_096;

export function createIdSet(): IdSet {
  const pieces = new Map<number, Uint8Array>();
  let size = 0;
  return {
    add(id) {
      const key = Math.floor(id / bitsOfPiece);
      let piece = pieces.get(key);
      if (piece === undefined) pieces.set(key, (piece = new Uint8Array(bitsOfPiece / 8)));
      const bit = id - key * bitsOfPiece;
      const before = piece[bit >> 3] ?? 0;
      const after = before | (1 << (bit & 7));
      if (after === before) return;
      piece[bit >> 3] = after;
      size += 1;
    },
    has(id) {
      const key = Math.floor(id / bitsOfPiece);
      const bit = id - key * bitsOfPiece;
      return (((pieces.get(key)?.[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
    },
    size: () => size,
  };
}
