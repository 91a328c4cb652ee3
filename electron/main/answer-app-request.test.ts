import fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleFolders } from '#contract/console-files.ts';
import { makeTestFolder } from '#tests/fixtures/temporary-folder.ts';
import { answerAppRequest } from './answer-app-request.ts';

const pack = '0123456789abcdef';
const tiles = `app://siaga/map-packs/${pack}/tiles.pmtiles`;
const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
const secret = 'of nobody else';
const folder = makeTestFolder();
afterAll(folder.remove);
const root = folder.path;
const folders: ConsoleFolders = { pages: join(root, 'pages'), resources: join(root, 'resources'), mapPacks: join(root, 'packs') };

beforeAll(() => {
  for (const each of [folders.pages, folders.resources, join(folders.mapPacks, pack)]) mkdirSync(each, { recursive: true });
  writeFileSync(join(folders.pages, 'index.html'), '<title>Siaga</title>');
  writeFileSync(join(folders.mapPacks, pack, 'tiles.pmtiles'), bytes);
  for (const beside of [join(root, 'station.db'), join(folders.mapPacks, 'current'), join(folders.mapPacks, pack, 'gazetteer.db')]) writeFileSync(beside, secret);
});

const ask = (url: string, range?: string, method = 'GET'): Promise<Response> => answerAppRequest(new Request(url, { method, ...(range === undefined ? {} : { headers: { range } }) }), folders, "default-src 'none'");
const bodyOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer());

describe('a range of the tiles', () => {
  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=0-0', 0, 0],
    ['bytes=500-', 500, 999],
    ['bytes=-100', 900, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=990-5000', 990, 999],
  ])('%s is answered with just those bytes', async (range, start, end) => {
    const answer = await ask(tiles, range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/1000`);
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
    expect(answer.headers.get('accept-ranges')).toBe('bytes');
    expect(await bodyOf(answer)).toEqual(bytes.slice(start, end + 1));
  });

  test.each(['bytes=1000-', 'bytes=1000-1200', 'bytes=-0'])('%s lies outside: 416, with the size that there is', async (range) => {
    const answer = await ask(tiles, range);
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */1000');
    expect(await answer.text()).not.toContain('\u0000');
  });

  test.each([undefined, 'bytes=0-1,5-6', 'bytes=9-1', 'lines=0-1', 'bytes=-'])('%s is none: the whole file comes', async (range) => {
    const answer = await ask(tiles, range);
    expect([answer.status, answer.headers.get('content-range')]).toEqual([200, null]);
    expect(await bodyOf(answer)).toEqual(bytes);
  });

  test('asked for by HEAD says how much there is and sends nothing', async () => {
    const answer = await ask(tiles, 'bytes=10-19', 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([206, '10', '']);
  });

  test('put together from many is the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 5 }), async (cuts) => {
        const at = [0, ...new Set(cuts)].sort((one, other) => one - other);
        const parts = await Promise.all(at.map(async (from, index) => bodyOf(await ask(tiles, `bytes=${from}-${(at[index + 1] ?? 1_000) - 1}`))));
        expect(parts.flatMap((part) => [...part])).toEqual([...bytes]);
      }),
      { seed: 112, numRuns: 20 },
    );
  });
});

describe('what is not offered', () => {
  test.each([
    `app://siaga/map-packs/${pack}/gazetteer.db`,
    'app://siaga/map-packs/current',
    `app://siaga/map-packs/${pack}/..%2fcurrent`,
    `app://siaga/map-packs/..%2fstation.db`,
    'app://siaga/..%2fstation.db',
    'app://siaga/resources/..%2f..%2fstation.db',
    'app://siaga/%2e%2e/station.db',
    'app://siaga/..%5cstation.db',
    'app://siaga/resources',
    'app://elsewhere/index.html',
    'app://siaga.elsewhere/index.html',
    'https://siaga/index.html',
  ])('%s is not found, with a range or without', async (url) => {
    for (const range of [undefined, 'bytes=0-3']) {
      const answer = await ask(url, range);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('Not found');
    }
  });

  test('writing is refused, and every answer carries the content policy', async () => {
    expect((await ask('app://siaga/', undefined, 'POST')).status).toBe(405);
    const answers = await Promise.all([ask('app://siaga/'), ask(tiles, 'bytes=0-1'), ask(tiles, 'bytes=2000-'), ask('app://siaga/nothing'), ask('app://siaga/', undefined, 'PUT')]);
    expect(answers.map((answer) => answer.headers.get('content-security-policy'))).toEqual(answers.map(() => "default-src 'none'"));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  });
});
