import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export type ShellLog = {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  /** Something that must not happen in a correct program. */
  defect(message: string, error: unknown): void;
};

const largestBytes = 1_048_576;

/** One JSON line per entry, on standard error and in a file, since a window's program has no terminal. The older half is kept once. */
export function createShellLog(file: string): ShellLog {
  const write = (level: string, message: string, details: object = {}): void => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, from: 'shell', message, ...details })}\n`;
    process.stderr.write(line);
    try {
      mkdirSync(dirname(file), { recursive: true });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.old`);
      appendFileSync(file, line);
    } catch {
      // A full disk must not stop the windows; the line stands on standard error.
    }
  };
  return {
    info: (message, details) => write('info', message, details),
    warn: (message, details) => write('warn', message, details),
    defect: (message, error) => write('defect', message, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  };
}
