import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Puts the files of a folder, and its list of them, on disk. */
export function flushFolder(folder: string): void {
  for (const name of readdirSync(folder)) flush(join(folder, name), 'r+');
  // Windows has no handle of a folder; a rename there is on disk with the journal of the file system.
  if (process.platform !== 'win32') flush(folder, 'r');
}

export function flush(path: string, how: 'r' | 'r+'): void {
  const handle = openSync(path, how);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
