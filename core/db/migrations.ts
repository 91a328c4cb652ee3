import { firstTables } from './migrations/0001-first-tables.ts';
import { timesToForgetBy } from './migrations/0002-times-to-forget-by.ts';
import { otherStations } from './migrations/0003-other-stations.ts';
import { rowHashes } from './migrations/0004-row-hashes.ts';
import { heardMessages } from './migrations/0005-heard-messages.ts';
import { callerFixes } from './migrations/0006-caller-fixes.ts';
import { callerHistory } from './migrations/0007-caller-history.ts';
import { phoneLines } from './migrations/0008-phone-lines.ts';
import { radioReceivers } from './migrations/0009-radio-receivers.ts';
import { openingStation } from './migrations/0010-opening-station.ts';
import { obstacles } from './migrations/0011-obstacles.ts';
import { complaints } from './migrations/0012-complaints.ts';
import { recordings } from './migrations/0013-recordings.ts';
import { radioDesk } from './migrations/0014-radio-desk.ts';
import { landmarks } from './migrations/0015-landmarks.ts';
import { phoneLineHashes } from './migrations/0016-phone-line-hashes.ts';

export type Migration = {
  /** Counts from 1 without gaps; a released migration is never edited. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
};

export const migrations: readonly Migration[] = [firstTables, timesToForgetBy, otherStations, rowHashes, heardMessages, callerFixes, callerHistory, phoneLines, radioReceivers, openingStation, obstacles, complaints, recordings, radioDesk, landmarks, phoneLineHashes];
