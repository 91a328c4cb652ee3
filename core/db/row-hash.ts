import { hash } from 'node:crypto';
import type { Database } from './database.ts';

type Cell = string | number | null | Uint8Array;

/** Columns whose values a row's own hash covers; in `journal` the event's hash covers the rest. */
export const hashedColumns = {
  journal: ['station', 'seq', 'hash', 'order_key', 'dead'],
  incidents: ['id', 'status', 'opened_ms', 'closed_ms', 'body'],
  unit_standings: ['unit_id', 'body'],
  call_claims: ['call_id', 'body'],
  number_standings: ['number', 'body'],
  obstacles: ['obstacle_id', 'body'],
  landmarks: ['landmark_id', 'body'],
  complaints: ['id', 'number', 'opened_ms', 'over_ms', 'body'],
  alarm_acknowledgements: ['alarm_id', 'at_ms', 'actor'],
  desk_standings: ['entity', 'body'],
  entity_checkpoints: ['entity', 'order_key', 'body'],
  calls: ['id', 'ended_ms', 'joined_ms', 'body'],
  transmissions: ['id', 'source_id', 'started_ms', 'ended_ms', 'body'],
  alarms: ['id', 'raised_ms', 'body'],
  unit_positions: ['unit_id', 'body'],
  drafts: ['draft', 'body', 'saved_ms'],
  phone_lines: ['id', 'phone', 'call_id', 'began_ms', 'ended_ms', 'body'],
  recordings: ['id', 'started_ms', 'phone', 'call_id', 'state', 'bytes', 'is_synced', 'is_removed', 'body'],
} as const;
export type HashedTable = keyof typeof hashedColumns;

/** The hash of a row: SQLite checks how its pages hang together, not what stands in them. The table's name is in it. */
export function rowHash(table: HashedTable, ...values: readonly Cell[]): string {
  return hash('sha256', [table, ...values].map(cellText).join('|'), 'base64url').slice(0, 22);
}

/** The values of a row with its hash behind them, as a statement that writes the row takes them. */
export function withHash<const Values extends readonly Cell[]>(table: HashedTable, ...values: Values): [...Values, string] {
  return [...values, rowHash(table, ...values)];
}

/** SQL that tells of a row whether it is as it was written: 1, or 0. */
export function isWholeSql(table: HashedTable): string {
  return `${table}.row_hash = row_hash('${table}', ${hashedColumns[table].map((column) => `${table}.${column}`).join(', ')}) AS is_whole`;
}

export function registerRowHash(database: Database): void {
  database.function('row_hash', { varargs: true, deterministic: true }, (table: HashedTable, ...values: readonly Cell[]) => rowHash(table, ...values));
}

/** Differs for values that differ, also in their kind: a flipped bit can make a text a blob, or nothing. */
function cellText(value: Cell): string {
  if (value === null) return 'n';
  if (typeof value === 'number') return `i${value}`;
  return typeof value === 'string' ? `s${value.length}:${value}` : `b${Buffer.from(value).toString('hex')}`;
}
