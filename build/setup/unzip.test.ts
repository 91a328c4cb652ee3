import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from './unzip.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-unzip-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Entry = { path: string; content: string; mode: number; deflated: boolean };

/** A zip file as APPNOTE.TXT lays it out, with a comment and an extra field, which a reader has to step over. */
function zipOf(entries: Entry[]): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, mode, deflated } of entries) {
    const name = Buffer.from(path);
    const packed = deflated ? deflateRawSync(content) : Buffer.from(content);
    const extra = Buffer.from([0x99, 0x99, 2, 0, 1, 2]);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(deflated ? 8 : 0, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(at, 42);
    parts.push(local, name, extra, packed);
    at += local.length + name.length + extra.length + packed.length;
    directory.push(central, name);
  }
  const listed = Buffer.concat(directory);
  const comment = Buffer.from('a comment');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  const file = join(folder, 'made.zip');
  writeFileSync(file, Buffer.concat([...parts, listed, end, comment]));
  return file;
}

const program: Entry = { path: 'App/run', content: 'x'.repeat(5000), mode: 0o100755, deflated: true };
const note: Entry = { path: 'App/locales/id.txt', content: 'siaga', mode: 0o100644, deflated: false };

test('stored and deflated files come out whole, with their modes', () => {
  unzip(zipOf([program, { ...note, path: 'App/locales/', content: '' }, note]), folder, (path) => path);
  expect(readFileSync(join(folder, 'App/run'), 'utf8')).toBe(program.content);
  expect(statSync(join(folder, 'App/run')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(folder, 'App/locales/id.txt'), 'utf8')).toBe('siaga');
});

test('entries are renamed or left out on the way', () => {
  unzip(zipOf([program, note]), folder, (path) => (path === 'App/run' ? 'electron' : undefined));
  expect(readFileSync(join(folder, 'electron'), 'utf8')).toBe(program.content);
  expect(() => statSync(join(folder, 'App'))).toThrow('ENOENT');
});

test('an entry that points outside the folder is refused', () => {
  mkdirSync(join(folder, 'inside'));
  const zip = zipOf([{ ...note, path: '../outside.txt' }]);
  expect(() => unzip(zip, join(folder, 'inside'), (path) => path)).toThrow('points outside');
});

test('a file that is cut off is refused', () => {
  const zip = zipOf([program]);
  truncateSync(zip, 40);
  expect(() => unzip(zip, folder, (path) => path)).toThrow('not a zip file');
});
