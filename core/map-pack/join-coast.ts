export type Point = readonly [longitude: number, latitude: number];

/** Joins pieces of coast end to end. Rings are whole islands; what stays open runs out of the box. */
export function joinCoast(pieces: readonly (readonly Point[])[]): { rings: Point[][]; open: Point[][] } {
  const key = ([longitude, latitude]: Point): string => `${longitude},${latitude}`;
  const byStart = new Map<string, number[]>();
  pieces.forEach((piece, index) => {
    const start = piece[0];
    if (start) byStart.set(key(start), [...(byStart.get(key(start)) ?? []), index]);
  });
  const ends = new Set(pieces.flatMap((piece) => (piece.length > 1 ? [key(piece.at(-1) ?? [0, 0])] : [])));
  const used = new Set<number>();
  const [rings, open]: [Point[][], Point[][]] = [[], []];
  // Pieces nobody leads to begin open coasts, so they go first; what is left after them runs in rings.
  const order = pieces.map((_, index) => index).sort((one, other) => Number(ends.has(key(pieces[one]?.[0] ?? [0, 0]))) - Number(ends.has(key(pieces[other]?.[0] ?? [0, 0]))) || one - other);
  for (const first of order) {
    if (used.has(first) || (pieces[first]?.length ?? 0) < 2) continue;
    const chain: Point[] = [];
    for (let next: number | undefined = first; next !== undefined; ) {
      used.add(next);
      chain.push(...(pieces[next] ?? []).slice(chain.length === 0 ? 0 : 1));
      const end = key(chain.at(-1) ?? [0, 0]);
      next = end === key(chain[0] ?? [0, 0]) ? undefined : byStart.get(end)?.find((index) => !used.has(index));
    }
    const isRing = chain.length > 3 && key(chain[0] ?? [0, 0]) === key(chain.at(-1) ?? [0, 0]);
    (isRing ? rings : open).push(chain);
  }
  return { rings, open };
}
