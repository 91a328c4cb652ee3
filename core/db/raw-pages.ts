import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { ReadPage } from './raw-rows.ts';

export type RawFile = { readonly pages: number; readonly readPage: ReadPage; close(): void };

/** What this product writes; a damaged header is not asked. */
const pageBytes = 4_096;
const pagesAtOnce = 256;
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

/** The pages of a database file and of the log beside it, as they lie on the disk; nothing is changed or trusted. */
export function openRawFile(file: string): RawFile {
  const handle = openSync(file, 'r');
  const inFile = Math.floor(statSync(file).size / pageBytes);
  const log = committedPages(`${file}-wal`);
  let block = Buffer.alloc(0);
  let blockFrom = -1;
  const readPage: ReadPage = (number) => {
    const logged = log.pages.get(number);
    if (logged) return logged;
    if (number < 1 || number > inFile) return undefined;
    const wanted = Math.floor((number - 1) / pagesAtOnce) * pagesAtOnce;
    if (wanted !== blockFrom) {
      block = Buffer.alloc(pagesAtOnce * pageBytes);
      readSync(handle, block, 0, block.length, wanted * pageBytes);
      blockFrom = wanted;
    }
    const at = (number - 1 - wanted) * pageBytes;
    return block.subarray(at, at + pageBytes);
  };
  return { pages: Math.max(inFile, ...log.pages.keys()), readPage, close: () => closeSync(handle) };
}

/** The newest committed image of each page in a write-ahead log. What does not belong together is left out. */
function committedPages(file: string): { readonly pages: ReadonlyMap<number, Buffer> } {
  const pages = new Map<number, Buffer>();
  if (!existsSync(file)) return { pages };
  const bytes = readFileSync(file);
  if (bytes.length < logHeaderBytes) return { pages };
  const salt = bytes.subarray(16, 24);
  const pending = new Map<number, Buffer>();
  for (let at = logHeaderBytes; at + frameHeaderBytes + pageBytes <= bytes.length; at += frameHeaderBytes + pageBytes) {
    if (!bytes.subarray(at + 8, at + 16).equals(salt)) break;
    pending.set(bytes.readUInt32BE(at), bytes.subarray(at + frameHeaderBytes, at + frameHeaderBytes + pageBytes));
    if (bytes.readUInt32BE(at + 4) === 0) continue;
    for (const [number, page] of pending) pages.set(number, page);
    pending.clear();
  }
  return { pages };
}
