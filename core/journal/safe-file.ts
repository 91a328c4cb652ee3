import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Decided } from './own-acts.ts';

/** Acts that the database could not take for sure, in a plain file that may lie on another disk; read back at the next start. */
export type SafeFile = {
  /** True when it is on disk. */
  append(decided: Decided): boolean;
  read(): readonly Decided[];
  clear(): void;
};

export const safeFileName = 'acts-not-yet-in-database.jsonl';

export function createSafeFile(file: string): SafeFile {
  return {
    append(decided) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        const handle = openSync(file, 'a', 0o600);
        try {
          writeSync(handle, `${JSON.stringify(decided)}\n`);
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
        return true;
      } catch {
        return false;
      }
    },
    read() {
      if (!existsSync(file)) return [];
      return readFileSync(file, 'utf8').split('\n').flatMap(parsed);
    },
    clear: () => rmSync(file, { force: true }),
  };
}

/** A line that was cut in the middle was never told as kept. */
function parsed(line: string): Decided[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Decided];
  } catch {
    return [];
  }
}
