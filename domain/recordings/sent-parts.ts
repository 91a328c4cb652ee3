/** A part of a recording that has arrived: where it begins in the recording, and how many bytes it has. */
export type SentPart = { readonly offset: number; readonly bytes: number };

/** What is taken of a part: so many bytes of it, behind the first `skip`. */
export type Stretch<Part extends SentPart> = { readonly part: Part; readonly skip: number; readonly bytes: number };

/** The stretches that make the beginning of a recording, without a gap and no byte twice, whatever parts came, in whatever order, however they overlap. */
export function beginningOf<Part extends SentPart>(parts: readonly Part[]): readonly Stretch<Part>[] {
  const stretches: Stretch<Part>[] = [];
  let end = 0;
  for (const part of parts.toSorted((left, right) => left.offset - right.offset)) {
    if (part.offset > end) break;
    const skip = end - part.offset;
    if (skip >= part.bytes) continue;
    stretches.push({ part, skip, bytes: part.bytes - skip });
    end = part.offset + part.bytes;
  }
  return stretches;
}

/** How much of its beginning there is, bytes. */
export function begunBytes(parts: readonly SentPart[]): number {
  return beginningOf(parts).reduce((sum, { bytes }) => sum + bytes, 0);
}
