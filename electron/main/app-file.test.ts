import fastCheck from 'fast-check';
import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appFileFor, readRange } from './app-file.ts';

const folders = { pages: '/opt/siaga/dist/renderer', resources: '/opt/siaga/resources' };

describe('an address', () => {
  test('names a page or a shipped resource', () => {
    expect(appFileFor('app://siaga/', folders)).toBe('/opt/siaga/dist/renderer/index.html');
    expect(appFileFor('app://siaga/index.html?window=console', folders)).toBe('/opt/siaga/dist/renderer/index.html');
    expect(appFileFor('app://siaga/assets/index-1a2b.js#x', folders)).toBe('/opt/siaga/dist/renderer/assets/index-1a2b.js');
    expect(appFileFor('app://siaga/resources/sounds/ring.wav', folders)).toBe('/opt/siaga/resources/sounds/ring.wav');
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
  ])('%s names nothing', (url) => {
    expect(appFileFor(url, folders)).toBeNull();
  });

  test('never leaves the two folders', () => {
    const part = fastCheck.oneof(fastCheck.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'resources', '//', '%252e'), fastCheck.string());
    fastCheck.assert(
      fastCheck.property(fastCheck.array(part, { maxLength: 8 }), (parts) => {
        const file = appFileFor(`app://siaga/${parts.join('/')}`, folders);
        if (file === null) return true;
        return !file.split(sep).includes('..') && (file.startsWith(`${folders.pages}${sep}`) || file.startsWith(`${folders.resources}${sep}`));
      }),
      { seed: 112, numRuns: 1000 },
    );
  });
});

describe('a range', () => {
  test('names bytes with both ends included', () => {
    expect(readRange('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 });
    expect(readRange('bytes=900-', 1000)).toEqual({ start: 900, end: 999 });
    expect(readRange('bytes=-100', 1000)).toEqual({ start: 900, end: 999 });
    expect(readRange('bytes=-5000', 1000)).toEqual({ start: 0, end: 999 });
    expect(readRange('bytes=990-5000', 1000)).toEqual({ start: 990, end: 999 });
  });

  test('that is missing, unreadable or several means the whole file', () => {
    for (const header of [null, '', 'bytes=-', 'bytes=5-1', 'bytes=0-1,5-6', 'lines=1-2']) expect(readRange(header, 1000)).toBeNull();
  });

  test('behind the end is said to be so', () => {
    expect(readRange('bytes=1000-', 1000)).toBe('beyond');
    expect(readRange('bytes=0-0', 0)).toBe('beyond');
  });
});
