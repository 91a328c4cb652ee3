import type { Port } from '#contract/port.ts';
import type { Profile } from '#contract/profile.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Asker } from '#contract/serve/serve.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

export type CoreOptions = {
  readonly dataDir: string;
  readonly profile: Profile;
  readonly resources: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly readSecret: (name: string) => string | undefined;
  /** Where acts are kept while the database cannot take them, better on another disk; the data folder where none is given. */
  readonly safeFolder?: string | undefined;
  /** The database is damaged: the station has to be closed and created again, which rebuilds it. */
  readonly onDamaged?: () => void;
  /** A caller waits whom nobody has taken, or no longer. */
  readonly onRinging?: (isOn: boolean) => void;
};

export type Core = {
  /** Serves one window, tool or browser behind a port; returns its stop. */
  serve(port: Port, asker: Asker): () => void;
  /** Takes a message of a source that came another way than by its broker. Resolves when it is on disk, in quarantine where `fault` says why; false for a source that is not there. */
  hear(sourceId: string, payload: Uint8Array, fault: string | null): Promise<boolean>;
  /** `thorough` reads the whole database, which may take seconds. */
  examine(how: { thorough: boolean }): DoctorReport;
  close(): Promise<void>;
};
