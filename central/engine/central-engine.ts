import type { CentralApi } from '#contract/sync/central-api.ts';
import type { SiteCursor } from '#contract/sync/sync-messages.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import type { SigningKey } from '#ledger/station-key.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import type { KeptRecordings, RecordingSettings } from '../recordings/keep-recordings.ts';
import type { Desk } from './desk.ts';
import type { SiteAdministration } from './site-administration.ts';

export type CentralEngineOptions = {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  /** Signs the receipts and the acts that are decided at central. */
  readonly signingKey: SigningKey;
  readonly log: Log;
  readonly recordings: RecordingSettings;
};

/** Central's work over its database. Any number of engines may work on one database at the same time. */
export type CentralEngine = {
  /**
   * What a station that has shown who it is may ask. Every call looks up its standing: `no-site`, `not-enrolled`, `revoked`.
   */
  forStation(site: string, station: string): CentralApi;
  readonly administration: SiteAdministration;
  readonly desk: Desk;
  readonly recordings: Pick<KeptRecordings, 'overview' | 'lookThrough'>;
  /** Decides a command of a supervisor with the newest state and records its acts; the same request id gives the first answer. */
  command(site: string, supervisor: string, name: string, input: unknown, requestId: string): Promise<Outcome<unknown>>;
  /** Told whenever the order of a site grew, here or at another central on the same database. Returns its stop. */
  onMore(listener: (site: string, head: SiteCursor) => void): () => void;
  close(): Promise<void>;
};
