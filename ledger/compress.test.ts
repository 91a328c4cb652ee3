import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packBody, unpackBody } from './compress.ts';

test.each([10, 16_000, 17_000, 200_000])('a body of %i letters comes back as it was', async (length) => {
  const value = { text: randomBytes(length / 2).toString('hex') };
  expect(await unpackBody(await packBody(value))).toEqual({ ok: true, value });
});

test('a small body that holds much is read up to what it may hold, and refused beyond', async () => {
  const body = zstdCompressSync(Buffer.from(JSON.stringify('a'.repeat(1_000_000))));
  expect(body.length).toBeLessThan(1_000);
  expect(await unpackBody(body)).toMatchObject({ ok: true });
  for (const largest of [1_000, 16_384, 65_536, 1_000_001]) expect(await unpackBody(body, largest)).toMatchObject({ ok: false, code: 'body-unreadable' });
});

test('what is no body is refused', async () => {
  for (const body of [Buffer.alloc(0), Buffer.from('{}'), zstdCompressSync(Buffer.from('{')), zstdCompressSync(Buffer.from([0xff]))]) {
    expect(await unpackBody(body)).toMatchObject({ ok: false, code: 'body-unreadable' });
  }
});

test('a message that holds more values than one may is refused before it is read', async () => {
  const dense = async (count: number): Promise<unknown> => unpackBody(zstdCompressSync(Buffer.from(`[${'1,'.repeat(count)}1]`)));
  expect(await dense(999_998)).toMatchObject({ ok: true });
  expect(await dense(1_000_001)).toMatchObject({ ok: false, code: 'body-unreadable', sentence: expect.stringContaining('more values') as string });
});

test('a message whose values stand deeper than a hundred, or with a text beyond two million letters, is refused; brackets and marks within texts are none', async () => {
  const read = (text: string): Promise<unknown> => unpackBody(zstdCompressSync(Buffer.from(text)));
  const nested = (depth: number): string => `${'['.repeat(depth)}"${'{\\"'.repeat(200)}"${']'.repeat(depth)}`;
  expect(await read(nested(100))).toMatchObject({ ok: true });
  expect(await read(nested(101))).toMatchObject({ ok: false, sentence: expect.stringContaining('too deep') as string });
  expect(await read(`[["${'x'.repeat(1_999_999)}"],["${'y'.repeat(1_999_999)}"]]`)).toMatchObject({ ok: true });
  expect(await read(`["${'x'.repeat(2_000_001)}"]`)).toMatchObject({ ok: false, sentence: expect.stringContaining('longer') as string });
});
