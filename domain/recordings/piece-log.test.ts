import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieceLine, placePiece, readPieceLog, wholePieces, type Piece } from './piece-log.ts';

const digestOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);
const some = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 12 });

function written(sounds: readonly Uint8Array[]): { log: string; data: Buffer; pieces: Piece[] } {
  const pieces = sounds.map((sound, n) => ({ n, endMs: 500 * (n + 1), bytes: sound.length, digest: digestOf(sound) }));
  return { log: pieces.map(pieceLine).join(''), data: Buffer.concat(sounds), pieces };
}
const digestIn = (data: Uint8Array) => (offset: number, bytes: number) => (offset + bytes > data.length ? undefined : digestOf(data.subarray(offset, offset + bytes)));

test('wherever log and file are cut, what is left are the first pieces, whole, and no other byte', () => {
  fc.assert(
    fc.property(some, fc.nat(), fc.nat(), (sounds, logCut, dataCut) => {
      const { log, data, pieces } = written(sounds);
      const cutLog = log.slice(0, logCut % (log.length + 1));
      const cutData = data.subarray(0, dataCut % (data.length + 1));
      const whole = wholePieces(readPieceLog(cutLog).pieces, digestIn(cutData));
      expect(whole.pieces).toEqual(pieces.slice(0, whole.pieces.length));
      expect(cutData.subarray(0, whole.bytes).equals(Buffer.concat(sounds.slice(0, whole.pieces.length)))).toBe(true);
      const next = pieces[whole.pieces.length];
      // Nothing that is there is given up.
      if (next) expect(cutLog.length < log.indexOf(pieceLine(next)) + pieceLine(next).length || cutData.length < whole.bytes + next.bytes).toBe(true);
    }),
    { seed: 1 },
  );
});

test('a byte that changed ends the recording before its piece', () => {
  const { log, data } = written([Uint8Array.of(1, 2), Uint8Array.of(3, 4), Uint8Array.of(5)]);
  data[2] = 9;
  expect(wholePieces(readPieceLog(log).pieces, digestIn(data))).toMatchObject({ bytes: 2, pieces: [{ n: 0 }] });
});

test('however often and in whatever order pieces come, none is taken twice and none is lost once all were told again', () => {
  fc.assert(
    fc.property(fc.nat({ max: 20 }), fc.array(fc.nat({ max: 19 }), { maxLength: 100 }), (count, order) => {
      const taken: number[] = [];
      const tell = (n: number): void => {
        if (n < count && placePiece(taken.length, n) === 'append') taken.push(n);
      };
      order.forEach(tell);
      for (let n = 0; n < count; n += 1) tell(n);
      expect(taken).toEqual(Array.from({ length: count }, (_, n) => n));
    }),
    { seed: 2 },
  );
});
