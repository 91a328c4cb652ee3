import type { UnitStanding } from '#domain/units/unit.ts';
import { decideStatus } from '#domain/decisions/decide.ts';
import { suggestedForMs, suggestedStatuses, type StatusCode } from '#domain/radio/suggested-status.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RadioMessageStore } from './store.ts';

/**
 * Statuses that radios sent and that the profile takes at their word. Each is an act in the radio's name, once; what a person decided after
 * the radio sent it stands. To be run after every commit with radio messages, and at the start, for what a killed core had not come to.
 */
export function createAutomaticStatuses(options: {
  readonly codes: readonly (StatusCode & { readonly automatic: boolean })[];
  readonly messages: Pick<RadioMessageStore, 'since'>;
  readonly units: { read(unitId: string): UnitStanding | undefined; ids(): readonly string[]; sentTo(unitId: string): readonly string[] };
  readonly journal: Pick<Journal, 'record'>;
  readonly now: () => number;
}): () => void {
  const { messages, units, journal, now } = options;
  const automatic = new Set(options.codes.filter((each) => each.automatic).map(({ code }) => code));
  if (automatic.size === 0) return () => undefined;
  return () => {
    const nowMs = now();
    const standings = new Map(units.ids().flatMap((id) => [[id, units.read(id)] as const].filter((pair): pair is readonly [string, UnitStanding] => pair[1] !== undefined)));
    for (const { messageId, unitId, radioId, status, code } of suggestedStatuses(messages.since(nowMs - suggestedForMs), options.codes, standings, nowMs)) {
      if (!automatic.has(code)) continue;
      journal.record(`radio-status:${messageId}`, `HT ${radioId ?? ''}`.trim(), () => {
        const unit = units.read(unitId);
        return unit ? decided(decideStatus(unit, units.sentTo(unitId), status)) : decided({ ok: true, value: [] });
      });
    }
  };
}
