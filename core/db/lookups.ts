import { canonicalNumber } from '#domain/calls/caller-number.ts';
import { placeCell } from '#domain/places/place-cell.ts';
import type { Database } from './database.ts';

/** `canonical_number(text)` and `place_cell(latitude, longitude)`, by which calls and incidents are looked up. */
export function registerLookups(database: Database): void {
  database.function('canonical_number', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? canonicalNumber(text) : null));
  database.function('place_cell', { deterministic: true }, (latitude: unknown, longitude: unknown) =>
    typeof latitude === 'number' && typeof longitude === 'number' ? placeCell(latitude, longitude) : null,
  );
}

/** Enters the numbers of calls that are not in their list yet. A hidden number is in none. */
export const listNumbersOfCalls = `
  INSERT OR IGNORE INTO numbered_calls (call_id, number, joined_ms, abandoned)
  SELECT id, canonical_number(COALESCE(body ->> '$.caller.e164', body ->> '$.caller.raw')), joined_ms, ended_ms IS NOT NULL AND body ->> '$.answeredAtMs' IS NULL
  FROM calls
  WHERE NOT body ->> '$.caller.anonymous' AND canonical_number(COALESCE(body ->> '$.caller.e164', body ->> '$.caller.raw')) IS NOT NULL`;
