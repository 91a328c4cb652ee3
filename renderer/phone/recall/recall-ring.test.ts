import fc from 'fast-check';
import { expect, test } from 'vitest';
import { muLaw, silentByte } from '#domain/recordings/mu-law.ts';
import { createRecallRing, type SoundBlock } from './recall-ring.ts';
import { wavFile } from './wav-file.ts';

const phone = { kind: 'phone', id: 'h1/1', label: '0812' } as const;
const radio = { kind: 'radio', id: '51', label: 'TG 51' } as const;
const sampleRate = 100;
/** 100 ms each, and recognised by its byte. */
const block = (byte: number, isSpoken = true): SoundBlock => ({ channels: [new Uint8Array(10).fill(byte)], peak: isSpoken ? 9_000 : 100 });
const bytesOf = (blocks: readonly SoundBlock[]): number[] => blocks.map(({ channels }) => channels[0]?.[0] ?? -1);

test('however long it goes on, a ring holds what is not older than its time, in order, and knows its size', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), fc.integer({ min: 100, max: 5_000 }), (spoken, keepMs) => {
      const ring = createRecallRing(phone, { keepMs, sampleRate });
      spoken.forEach((isSpoken, index) => ring.push(block(index, isSpoken), 100 * (index + 1)));
      const newest = spoken.map((_, index) => index).filter((index) => (spoken.length - 1 - index) * 100 <= keepMs);
      expect(ring.bytes()).toBe(newest.length * 10);
      const kept = ring.passages().toReversed().flatMap(({ blocks }) => bytesOf(blocks));
      expect(kept).toEqual(newest.filter((index) => kept.includes(index)));
      expect(newest.filter((index) => spoken[index]).every((index) => kept.includes(index))).toBe(true);
    }),
    { seed: 4 },
  );
});

test('of a talkgroup each over is replayed by itself, from a moment before it, and its silence takes no room', () => {
  const ring = createRecallRing(radio, { keepMs: 600_000, sampleRate });
  const spokenAt = new Set([20, 21, 32, 80]);
  for (let index = 0; index < 200; index += 1) ring.push(block(index, spokenAt.has(index)), 100 * (index + 1));
  const passages = ring.passages();
  expect(passages.map(({ beganAtMs, spokeAtMs }) => [beganAtMs, spokeAtMs])).toEqual([[7_600, 8_100], [1_600, 3_300]]);
  expect(bytesOf(passages[1]!.blocks)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
  expect(ring.bytes()).toBe((24 + 12) * 10);
});

test('of a call the last minute is replayed, and the minutes before it when gone back', () => {
  const ring = createRecallRing(phone, { keepMs: 600_000, sampleRate });
  for (let index = 0; index < 1_500; index += 1) ring.push(block(index % 256), 100 * (index + 1));
  expect(ring.passages().map(({ blocks, beganAtMs }) => [blocks.length, beganAtMs])).toEqual([[600, 90_000], [600, 30_000], [300, 0]]);
});

test('what is heard last is what was said last, and silence is not speaking', () => {
  const ring = createRecallRing(phone, { keepMs: 600_000, sampleRate });
  ring.push(block(1, false), 10);
  expect([ring.spokeAtMs(), ring.passages()]).toEqual([null, []]);
  ring.push(block(2), 20);
  ring.push(block(3, false), 30);
  expect([ring.spokeAtMs(), ring.passages().map(({ spokeAtMs }) => spokeAtMs)]).toEqual([20, [20]]);
});

test('what goes first to make room is the oldest', () => {
  const ring = createRecallRing(phone, { keepMs: 600_000, sampleRate });
  [1, 2].forEach((byte) => ring.push(block(byte), byte));
  ring.dropOldest();
  expect([ring.bytes(), ring.oldestMs(), bytesOf(ring.passages()[0]!.blocks)]).toEqual([10, 2, [2]]);
  ring.dropOldest();
  ring.dropOldest();
  expect([ring.bytes(), ring.oldestMs(), ring.passages()]).toEqual([0, Infinity, []]);
});

test('a sample as a byte of G.711 is heard again as it was, but for a thirtieth of its loudness', () => {
  const heard = (byte: number): number => {
    const bits = ~byte & 255;
    const magnitude = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
    return bits & 128 ? -magnitude : magnitude;
  };
  fc.assert(
    fc.property(fc.integer({ min: -32_768, max: 32_767 }), (sample) => {
      expect(Math.abs(heard(muLaw(sample)) - sample)).toBeLessThanOrEqual(Math.max(4, Math.abs(sample) / 30));
    }),
    { seed: 5 },
  );
  expect(muLaw(0)).toBe(silentByte);
});

test('blocks become a WAV file of µ-law, a channel that is missing in one of them is silent there', async () => {
  const stereo: SoundBlock = { channels: [Uint8Array.of(1, 2), Uint8Array.of(3, 4)], peak: 1 };
  const bytes = new DataView(await wavFile([stereo, { channels: [Uint8Array.of(5)], peak: 1 }], 16_000).arrayBuffer());
  expect([bytes.getUint16(20, true), bytes.getUint16(22, true), bytes.getUint32(24, true), bytes.getUint32(46, true), bytes.getUint32(54, true)]).toEqual([7, 2, 16_000, 3, 6]);
  expect(bytes.byteLength).toBe(58 + 6);
  expect([58, 59, 60, 61, 62, 63].map((at) => bytes.getUint8(at))).toEqual([1, 3, 2, 4, 5, silentByte]);
});
