import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecallRing, spokeLast } from './recall-ring.ts';
import { wavFile } from './wav-file.ts';

const source = { kind: 'phone', id: 'h1/1', label: '0812' } as const;
const block = (...samples: number[]) => ({ left: Int16Array.from(samples), right: Int16Array.from(samples, (sample) => -sample) });

test('whatever the blocks, the ring holds the newest samples in order, and no more than its seconds', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: -32_000, max: 32_000 }), { minLength: 1, maxLength: 9 }), { maxLength: 30 }), (blocks) => {
      const ring = createRecallRing(source, { seconds: 2, sampleRate: 8 });
      for (const samples of blocks) ring.push(block(...samples), 1);
      const newest = blocks.flat().slice(-16);
      expect([...ring.read().left]).toEqual(newest);
      expect([...ring.read().right]).toEqual(newest.map((sample) => 0 - sample));
      expect(ring.seconds()).toBe(newest.length / 8);
    }),
    { seed: 4 },
  );
});

test('of several sources the one that spoke last is replayed, and silence is not speaking', () => {
  const [phone, radio, empty] = ['phone', 'radio', 'empty'].map((id) => createRecallRing({ ...source, id }, { seconds: 1, sampleRate: 8 }));
  phone!.push(block(9_000), 10);
  radio!.push(block(9_000), 20);
  phone!.push(block(3), 30);
  expect(spokeLast([phone!, radio!, empty!])?.source.id).toBe('radio');
  phone!.push(block(-9_000), 40);
  expect(spokeLast([phone!, radio!, empty!])?.source.id).toBe('phone');
  expect(spokeLast([empty!])).toBeUndefined();
});

test('a sound becomes a WAV file of two channels', async () => {
  const bytes = new DataView(await wavFile(block(1, -2), 48_000).arrayBuffer());
  expect(bytes.byteLength).toBe(44 + 8);
  expect([bytes.getUint16(22, true), bytes.getUint32(24, true), bytes.getUint32(40, true)]).toEqual([2, 48_000, 8]);
  expect([44, 46, 48, 50].map((at) => bytes.getInt16(at, true))).toEqual([1, -1, -2, 2]);
});
