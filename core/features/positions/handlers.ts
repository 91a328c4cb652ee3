import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Stores } from '../../stores.ts';

/** Where units were: the fixes of one, and all of them at one moment. */
export function createPositionHandlers({ positions }: Pick<Stores, 'positions'>): Pick<Handlers, 'position.fixes' | 'position.at'> {
  return {
    'position.fixes': ({ unitId, fromMs, untilMs, limit }) => {
      const found = positions.fixesBetween(unitId, fromMs, untilMs, limit + 1);
      return success({ fixes: found.slice(0, limit), isCut: found.length > limit });
    },
    'position.at': ({ atMs }) =>
      success(
        positions.unitIds().flatMap((unitId) => {
          const position = positions.at(unitId, atMs);
          return position ? [position] : [];
        }),
      ),
  };
}
