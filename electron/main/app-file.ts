import { join } from 'node:path';
import { consoleFileOf } from '#contract/console-files.ts';

export type AppFolders = { readonly pages: string; readonly resources: string };

/** The file that an `app://` address names, or null when it names none of ours. `/resources/` is shipped as is; the rest are the pages. */
export function appFileFor(url: string, folders: AppFolders): string | null {
  const named = URL.canParse(url) ? consoleFileOf(new URL(url).pathname) : null;
  return named && join(folders[named.folder], ...named.segments);
}

/**
 * The bytes that a `Range` header asks for, both ends included. Null: the whole file, also for several ranges at once, which a
 * server may ignore (RFC 9110, 14.2). `beyond`: none of it is in the file.
 */
export function readRange(header: string | null, size: number): { start: number; end: number } | 'beyond' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? 'beyond' : { start, end };
}
