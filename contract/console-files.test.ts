import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consoleFileOf, contentTypeOf } from './console-files.ts';

test('a path names a page or something shipped', () => {
  expect(consoleFileOf('/')).toEqual({ folder: 'pages', segments: ['index.html'] });
  expect(consoleFileOf('/assets/index-1a2b.js')).toEqual({ folder: 'pages', segments: ['assets', 'index-1a2b.js'] });
  expect(consoleFileOf('/resources/map/islands.geojson')).toEqual({ folder: 'resources', segments: ['map', 'islands.geojson'] });
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
