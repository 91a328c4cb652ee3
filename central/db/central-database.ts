/** Statements of central, in the SQL that PostgreSQL 15 and later and the embedded database share. Whole numbers come back as numbers. */
export type Queries = {
  /** One statement with its parameters `$1, $2 ...`. Throws when the database refuses it. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
};

export type CentralDatabase = Queries & {
  /** `postgres`: a server that several centrals may share. `embedded`: in this process and nowhere else. */
  readonly kind: 'postgres' | 'embedded';
  /** Everything `work` does happens together or not at all; a throw undoes it and is passed on. */
  transaction<Value>(work: (queries: Queries & { script(text: string): Promise<void> }) => Promise<Value>): Promise<Value>;
  /**
   * Hears what any central on the same database says on the channel. `hear(null)` means that something may have been missed.
   * Returns its stop.
   */
  listen(channel: string, hear: (payload: string | null) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
};
