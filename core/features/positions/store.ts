import { isDrawn, judgeFix } from '#domain/positions/fix-standing.ts';
import type { Fix, UnitPosition } from '#domain/positions/position.ts';
import { newestPosition, type SpokenPosition } from '#domain/positions/spoken-position.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import { deskTable } from '../../journal/desk-table.ts';
import type { Reception } from '../../ingest/reception.ts';

/** Every fix is kept with its standing; only one that may be drawn moves the unit on the map. */
export function createPositionStore(
  database: Database,
  options: { unitOfDevice: (deviceId: string) => string | null; islandIdAt: (latitude: number, longitude: number) => string | null; now: () => number; damage: RowDamage },
) {
  const newest = createBodyTable<UnitPosition>(database, 'unit_positions', 'unit_id', options.damage);
  const spoken = createBodyTable<SpokenPosition>(database, 'desk_standings', 'entity', options.damage);
  const spokenIds = database.prepare<[], { entity: string }>("SELECT entity FROM desk_standings WHERE entity GLOB 'spoken:*'");
  const insert = database.prepare<[string, string, string, string | null, number, string, string]>(
    'INSERT OR IGNORE INTO fixes (id, source_id, device_id, unit_id, fixed_ms, standing, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const forget = database.prepare<[number, number]>(
    'DELETE FROM fixes WHERE rowid IN (SELECT rowid FROM fixes WHERE fixed_ms < ? ORDER BY fixed_ms LIMIT ?)',
  );

  return {
    /** What crews said on the radio, by unit. */
    spokenTable: deskTable('spoken', spoken),
    read: (unitId: string): UnitPosition | undefined => newestPosition(newest.read(unitId), spoken.read(`spoken:${unitId}`), options.now()),
    unitOfDevice: options.unitOfDevice,
    unitIds: (): readonly string[] => [
      ...new Set([...newest.all().map((position) => position.unitId), ...spokenIds.all().map(({ entity }) => entity.slice('spoken:'.length))]),
    ],
    forgetFixesBefore: (atMs: number, limit: number): number => forget.run(atMs, limit).changes,
    /** `moved` names the unit whose drawn position changed. */
    receive(fix: Fix): { reception: Reception; moved: string | null } {
      const unitId = options.unitOfDevice(fix.deviceId);
      const known = unitId === null ? undefined : newest.read(unitId);
      const standing = judgeFix(fix, known, options.now());
      const { changes } = insert.run(fix.id, fix.sourceId, fix.deviceId, unitId, fix.fixedAtMs, standing, JSON.stringify(fix));
      if (changes === 0) return { reception: 'duplicate', moved: null };
      if (!isDrawn(standing) || unitId === null) return { reception: 'stored', moved: null };
      newest.write(unitId, { ...fix, unitId, islandId: options.islandIdAt(fix.latitude, fix.longitude) });
      return { reception: 'stored', moved: unitId };
    },
  };
}
