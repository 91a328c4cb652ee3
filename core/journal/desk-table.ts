import type { EntityKind } from '#domain/journal/fold-entity.ts';
import type { BodyTable } from '../db/body-table.ts';
import type { EntityTable } from './entity-fold.ts';

/** The states of one kind within the table that holds the states of several, each under its whole reference. */
export function deskTable<Value>(kind: EntityKind, table: BodyTable<Value>): EntityTable {
  return {
    kind,
    read: (id) => table.readForFold(`${kind}:${id}`) as ReturnType<EntityTable['read']>,
    write(id, state) {
      if (state !== undefined) table.write(`${kind}:${id}`, state as Value);
    },
    clear: table.clear,
  };
}
