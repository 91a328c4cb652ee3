import { untouchedUnit } from '#domain/units/fold-unit.ts';
import type { Unit, UnitDefinition, UnitState } from '#domain/units/unit.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

export type Island = { readonly id: string; readonly name: string };

/** Units of the profile with what people decided about them. */
export function createUnitStore(
  database: Database,
  definitions: readonly UnitDefinition[],
  islandAt: (latitude: number, longitude: number) => Island | null,
  damage: RowDamage,
) {
  const standings = createBodyTable<UnitState>(database, 'unit_standings', 'unit_id', damage);
  const byId = new Map(
    definitions.map((definition) => [definition.id, { definition, island: islandAt(definition.base.latitude, definition.base.longitude) }]),
  );
  const standing = (unitId: string): UnitState => standings.read(unitId) ?? untouchedUnit(unitId);
  const table: EntityTable = {
    kind: 'unit',
    read: standings.readForFold,
    write: (unitId, state) => standings.write(unitId, (state as UnitState | undefined) ?? untouchedUnit(unitId)),
    clear: standings.clear,
  };
  const read = (unitId: string): Unit | undefined => {
    const known = byId.get(unitId);
    if (!known) return undefined;
    const { definition, island } = known;
    const { decided, conflicts, ...shown } = standing(unitId);
    return {
      ...shown,
      conflictRules: conflicts.map(({ rule }) => rule),
      callSign: definition.callSign,
      kind: definition.kind,
      baseName: definition.base.name,
      baseLatitude: definition.base.latitude,
      baseLongitude: definition.base.longitude,
      islandId: island?.id ?? null,
      islandName: island?.name ?? null,
      talkgroup: definition.talkgroup,
      phone: definition.phone,
    };
  };
  return {
    table,
    read,
    /** Where the unit effectively is. */
    incidentOf: (unitId: string): string | null => standing(unitId).incidentId,
    /** Every incident somebody sent it to and did not release it from. */
    sentTo: (unitId: string): readonly string[] => standing(unitId).decided.incident.map(({ value }) => value),
    ids: (): readonly string[] => [...byId.keys()],
  };
}

export type UnitStore = ReturnType<typeof createUnitStore>;
