import type { CentralApi } from '#contract/sync/central-api.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import type { Outbox } from '../journal/outbox.ts';
import type { Log } from '../log.ts';
import type { CentralTime } from './central-time.ts';
import type { Contact } from './contact.ts';
import type { EventRate } from './event-rate.ts';
import type { SyncStore } from './sync-store.ts';

/** Something of the sync that a person must see. Told once per id. */
export type SyncAlarm = { readonly id: string; readonly kind: 'clock' | 'audit'; readonly text: string };

/** What the parts of the sync share. */
export type SyncParts = {
  readonly central: CentralApi;
  readonly contact: Contact;
  readonly time: CentralTime;
  readonly syncStore: SyncStore;
  readonly database: Database;
  readonly journal: Journal;
  readonly store: JournalStore;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly steadyMs: () => number;
  readonly log: Log;
  readonly site: string;
  readonly station: string;
  readonly sign: ((text: string) => string) | null;
  readonly rate: EventRate;
  readonly raise: (alarm: SyncAlarm) => void;
  /** Something that the status shows has changed. */
  readonly changed: () => void;
};
