import { firstTables } from './migrations/0001-first-tables.ts';
import { timesToForgetBy } from './migrations/0002-times-to-forget-by.ts';

export type Migration = {
  /** Counts from 1 without gaps; a released migration is never edited. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
};

export const migrations: readonly Migration[] = [firstTables, timesToForgetBy];
