import type { UnitStanding, UnitStatus } from '../units/unit.ts';
import type { RadioMessage } from './radio-message.ts';

/** What a status code of the site's radios means. A person confirms it. */
export type StatusCode = { readonly code: number; readonly status: UnitStatus };

export type SuggestedStatus = { readonly messageId: string; readonly unitId: string; readonly radioId: number | null; readonly status: UnitStatus; readonly code: number; readonly atMs: number };

/** What a crew said half an hour ago is no longer how it is. */
export const suggestedForMs = 30 * 60_000;

/** Statuses that radios sent and nobody has confirmed: the newest of each unit, the oldest first. A person's later word stands. */
export function suggestedStatuses(
  messages: readonly Pick<RadioMessage, 'id' | 'unitId' | 'radioId' | 'statusCode' | 'atMs' | 'direction'>[],
  codes: readonly StatusCode[],
  units: ReadonlyMap<string, Pick<UnitStanding, 'status' | 'statusSinceMs'>>,
  nowMs: number,
): readonly SuggestedStatus[] {
  const newest = new Map<string, SuggestedStatus>();
  for (const { id, unitId, radioId, statusCode, atMs, direction } of messages.toSorted((one, other) => one.atMs - other.atMs)) {
    const meaning = codes.find(({ code }) => code === statusCode);
    if (direction === 'out' || unitId === null || !meaning) continue;
    newest.set(unitId, { messageId: id, unitId, radioId, status: meaning.status, code: meaning.code, atMs });
  }
  return [...newest.values()]
    .filter(({ unitId, status, atMs }) => {
      const unit = units.get(unitId);
      return unit !== undefined && unit.statusSinceMs < atMs && unit.status !== status && nowMs - atMs <= suggestedForMs;
    })
    .toSorted((one, other) => one.atMs - other.atMs);
}
