import fastCheck from 'fast-check';
import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appFileFor } from './app-file.ts';

const folders = { pages: '/opt/siaga/dist/renderer', resources: '/opt/siaga/resources', mapPacks: '/var/siaga/map-packs' };

describe('an address', () => {
  test('names a page or a shipped resource', () => {
    expect(appFileFor('app://siaga/', folders)).toBe('/opt/siaga/dist/renderer/index.html');
    expect(appFileFor('app://siaga/index.html?window=console', folders)).toBe('/opt/siaga/dist/renderer/index.html');
    expect(appFileFor('app://siaga/assets/index-1a2b.js#x', folders)).toBe('/opt/siaga/dist/renderer/assets/index-1a2b.js');
    expect(appFileFor('app://siaga/resources/sounds/ring.wav', folders)).toBe('/opt/siaga/resources/sounds/ring.wav');
    expect(appFileFor('app://siaga/map-packs/0123456789abcdef/tiles.pmtiles', folders)).toBe('/var/siaga/map-packs/0123456789abcdef/tiles.pmtiles');
    expect(appFileFor('app://siaga/assets/pulau%20ra%27as.png', folders)).toBe("/opt/siaga/dist/renderer/assets/pulau ra'as.png");
  });

  test.each([
    'app://siaga/%2e%2e/%2e%2e/package.json/..%2f..%2f..%2fetc%2fpasswd',
    'app://siaga/..%2f..%2fpackage.json',
    'app://siaga/resources/..%2f..%2f..%2fetc/passwd',
    'app://siaga/resources%2f..%2f..%2fetc/passwd',
    'app://siaga/..%5c..%5cwindows%5cwin.ini',
    'app://siaga/assets/%00.js',
    'app://siaga/C:%2fWindows%2fwin.ini',
    'app://siaga/%E0%A4%A',
    'app://siaga/map-packs/current',
    'app://siaga/map-packs/0123456789abcdef/gazetteer.db',
    'app://siaga/map-packs/0123456789abcdef/..%2f..%2fstation.db',
    'app://siaga/map-packs/0123456789abcdef/tiles.pmtiles/x',
    'app://siaga/map-packs/0123456789ABCDEF/tiles.pmtiles',
  ])('%s names nothing', (url) => {
    expect(appFileFor(url, folders)).toBeNull();
  });

  test('never leaves the three folders', () => {
    const part = fastCheck.oneof(fastCheck.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'resources', 'map-packs', '0123456789abcdef', 'tiles.pmtiles', '//', '%252e'), fastCheck.string());
    fastCheck.assert(
      fastCheck.property(fastCheck.array(part, { maxLength: 8 }), (parts) => {
        const file = appFileFor(`app://siaga/${parts.join('/')}`, folders);
        if (file === null) return true;
        return !file.split(sep).includes('..') && Object.values(folders).some((folder) => file.startsWith(`${folder}${sep}`));
      }),
      { seed: 112, numRuns: 1000 },
    );
  });
});
