/** The log of core and of central: one JSON line per entry on standard error. No secrets, no caller data beyond ids. */
export type Log = {
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  /** Something that must not happen in a correct program. */
  defect(message: string, error: unknown): void;
};

export function createLog(write: (line: string) => void, now: () => number): Log {
  const entry = (level: string, message: string, details: object = {}): void => {
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...details })}\n`);
  };
  return {
    info: (message, details) => entry('info', message, details),
    warn: (message, details) => entry('warn', message, details),
    defect: (message, error) => entry('defect', message, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  };
}
