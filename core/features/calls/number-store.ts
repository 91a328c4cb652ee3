import { muteAt, untouchedNumber, type NumberState } from '#domain/calls/number-mute.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

/** Numbers whose ring a supervisor silenced, folded from the journal. */
export function createNumberStore(database: Database, damage: RowDamage) {
  const numbers = createBodyTable<NumberState>(database, 'number_standings', 'number', damage);
  const table: EntityTable = {
    kind: 'number',
    read: numbers.readForFold,
    write: (number, state) => numbers.write(number, (state as NumberState | undefined) ?? untouchedNumber(number)),
    clear: numbers.clear,
  };
  return {
    table,
    read: numbers.read,
    muteAt(number: string, nowMs: number) {
      const state = numbers.read(number);
      return state ? muteAt(state, nowMs) : null;
    },
  };
}

export type NumberStore = ReturnType<typeof createNumberStore>;
