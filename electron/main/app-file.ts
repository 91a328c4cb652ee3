import { join } from 'node:path';
import { consoleFileOf, type ConsoleFolders } from '#contract/console-files.ts';

export const appOrigin = 'app://siaga';
/** An origin apart, hence another process: it is drawn over a window that hangs. */
export const noticeOrigin = 'app://notice';

/** The file that an `app://` address names, or null when it names none of ours. */
export function appFileFor(url: string, folders: ConsoleFolders): string | null {
  const named = URL.canParse(url) ? consoleFileOf(new URL(url).pathname) : null;
  return named && join(folders[named.folder], ...named.segments);
}
