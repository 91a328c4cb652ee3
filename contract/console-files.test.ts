import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consoleFileOf, contentTypeOf, mapTilesPath } from './console-files.ts';

test('a path names a page or something shipped', () => {
  expect(consoleFileOf('/')).toEqual({ folder: 'pages', segments: ['index.html'] });
  expect(consoleFileOf('/assets/index-1a2b.js')).toEqual({ folder: 'pages', segments: ['assets', 'index-1a2b.js'] });
  expect(consoleFileOf('/resources/map/islands.geojson')).toEqual({ folder: 'resources', segments: ['map', 'islands.geojson'] });
  expect(consoleFileOf(mapTilesPath('0123456789abcdef'))).toEqual({ folder: 'mapPacks', segments: ['0123456789abcdef', 'tiles.pmtiles'] });
});

test.each([
  ['//assets//x.css', ['assets', 'x.css']],
  ['/Ra%27as%20%C3%A9.svg', ["Ra'as é.svg"]],
  // What is encoded twice is a name with a percent sign in it.
  ['/%252e%252e/secret', ['%2e%2e', 'secret']],
  ['/..hidden/..x', ['..hidden', '..x']],
])('%s names the segments %j', (path, segments) => {
  expect(consoleFileOf(path)).toEqual({ folder: 'pages', segments });
});

test.each([
  '/..', '/../secret', '/a/../../secret', '/./x', '/%2e%2e/secret', '/%2e%2e%2fsecret', '/resources/..', '/resources/../../secret', '/resources/%2e%2e%2f%2e%2e%2fetc',
  '/..%5csecret', '/..\\secret', '/a%5c..%5csecret', '/C:/Windows/win.ini', '/c%3a/Windows', '/resources/C:/x', '/index.html::$DATA', '/%5c%5cserver%5cshare', '/\\\\?\\C:\\x',
  '/map-packs', '/map-packs/current', '/map-packs/0123456789abcdef', '/map-packs/0123456789abcdef/manifest.json', '/map-packs/..%2f0123456789abcdef/tiles.pmtiles',
  '/index.html.', '/index.html%20', '/.../x', '/x. /y', '/%00', '/a%00.html', '/%', '/%zz', '/%c3%28',
])('%s names nothing', (path) => {
  expect(consoleFileOf(path)).toBeNull();
});

test('whatever is asked for, every segment is a plain name inside its folder', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'resources', 'C:', '%00', 'a. ', '%252e'), fc.string());
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const named = consoleFileOf(`/${parts.join('/')}`);
      for (const segment of named?.segments ?? []) expect(segment).not.toMatch(/[\\/:\0]|[. ]$|^$/);
    }),
    { seed: 112, numRuns: 1_000 },
  );
});

test('files have the type that browsers insist on', () => {
  expect(contentTypeOf('/x/worker.MJS')).toBe('text/javascript; charset=utf-8');
  expect(contentTypeOf('/x/islands.geojson')).toBe('application/geo+json');
  expect(contentTypeOf('/x/no-ending')).toBe('application/octet-stream');
});
