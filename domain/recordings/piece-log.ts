/** One piece of a recording as its log names it. `endMs`: how much of the recording there is with this piece. */
export type Piece = { readonly n: number; readonly endMs: number; readonly bytes: number; readonly digest: string };

const line = /^(\d{1,9}) (\d{1,12}) (\d{1,9}) ([0-9a-f]{16})$/;

export function pieceLine({ n, endMs, bytes, digest }: Piece): string {
  return `${n} ${endMs} ${bytes} ${digest}\n`;
}

/** The pieces a log names, in order from 0. A line that was cut off, or is none, ends it; `length` is how much of the text counts. */
export function readPieceLog(text: string): { readonly pieces: readonly Piece[]; readonly length: number } {
  const pieces: Piece[] = [];
  let length = 0;
  for (;;) {
    const end = text.indexOf('\n', length);
    const [, n, endMs, bytes, digest] = (end < 0 ? null : line.exec(text.slice(length, end))) ?? [];
    if (digest === undefined || Number(n) !== pieces.length) return { pieces, length };
    pieces.push({ n: Number(n), endMs: Number(endMs), bytes: Number(bytes), digest });
    length = end + 1;
  }
}

/**
 * The pieces of which the file has every byte as it was written: the log and the file may both have been cut anywhere, and neither
 * is believed without the other. `digestAt` is undefined beyond the end of the file.
 */
export function wholePieces(pieces: readonly Piece[], digestAt: (offset: number, bytes: number) => string | undefined): { readonly pieces: readonly Piece[]; readonly bytes: number } {
  let bytes = 0;
  const whole: Piece[] = [];
  for (const piece of pieces) {
    if (digestAt(bytes, piece.bytes) !== piece.digest) break;
    whole.push(piece);
    bytes += piece.bytes;
  }
  return { pieces: whole, bytes };
}

/** Where a piece belongs that comes to a recording which has `next` pieces: none is taken twice, none before those in front of it. */
export function placePiece(next: number, n: number): 'append' | 'duplicate' | 'too-early' {
  return n === next ? 'append' : n < next ? 'duplicate' : 'too-early';
}
