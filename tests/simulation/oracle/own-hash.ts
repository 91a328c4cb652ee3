import { createHash } from 'node:crypto';

// The oracle's own: nothing here is shared with the programs it judges.

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with the keys of every object sorted and nothing undefined. */
export function sortedJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return '[' + value.map((item) => (item === undefined ? 'null' : sortedJson(item))).join(',') + ']';
  const source = value as Record<string, unknown>;
  const names = Object.keys(source).filter((name) => source[name] !== undefined);
  names.sort();
  return '{' + names.map((name) => JSON.stringify(name) + ':' + sortedJson(source[name])).join(',') + '}';
}

export type LedgerEvent = {
  id: string;
  station: string;
  seq: number;
  hlc: string;
  atMs: number;
  actor: string;
  seen: Record<string, number> | null;
  aloneSinceMs: number | null;
  act: Record<string, unknown>;
  previousHash: string;
  hash: string;
};

/** The hash that an event must have: everything of it but the hash itself. */
export function hashOfEvent(event: LedgerEvent): string {
  const { id, station, seq, hlc, atMs, actor, seen, aloneSinceMs, act, previousHash } = event;
  const parts: Record<string, unknown> = { id, station, seq, hlc, atMs, actor, act, previousHash };
  if (seen !== null) parts['seen'] = seen;
  if (aloneSinceMs !== null) parts['aloneSinceMs'] = aloneSinceMs;
  return sha256(sortedJson(parts));
}
