import { isDrawn, judgeFix } from '#domain/positions/fix-standing.ts';
import { isOnTrail, trueStandings, type FixRecord } from '#domain/positions/fix-record.ts';
import type { Fix, FixStanding, UnitPosition } from '#domain/positions/position.ts';
import { newestPosition, type SpokenPosition } from '#domain/positions/spoken-position.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import { deskTable } from '../../journal/desk-table.ts';
import type { Reception } from '../../ingest/reception.ts';

/** Older than this, a place says nothing about a moment. */
const knownForMs = 86_400_000;

type FixRow = { readonly body: string; readonly standing: string };

function recordOf({ body, standing }: FixRow): FixRecord {
  return { ...(JSON.parse(body) as Fix), standing: standing as FixStanding };
}

function withoutStanding({ standing, ...fix }: FixRecord): Fix {
  return fix;
}

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
  const between = database.prepare<[string, number, number, number], FixRow>(
    'SELECT body, standing FROM fixes WHERE unit_id = ? AND fixed_ms >= ? AND fixed_ms <= ? ORDER BY fixed_ms DESC LIMIT ?',
  );
  const newestUntil = database.prepare<[string, number, number], FixRow>(
    `SELECT body, standing FROM fixes WHERE unit_id = ? AND fixed_ms <= ? AND fixed_ms >= ? AND standing IN (${trueStandings.map((each) => `'${each}'`).join(', ')})
     ORDER BY fixed_ms DESC LIMIT 1`,
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
    /** The newest fixes of a period, at most so many, the newest first. */
    fixesBetween: (unitId: string, fromMs: number, untilMs: number, limit: number): readonly FixRecord[] => between.all(unitId, fromMs, untilMs, limit).map(recordOf),
    /** Where a unit was at a moment by all that is known now, also by what came late; undefined where nothing is known of the day before it. */
    at(unitId: string, atMs: number): UnitPosition | undefined {
      const row = newestUntil.get(unitId, atMs, atMs - knownForMs);
      const fix = row && recordOf(row);
      const said = spoken.read(`spoken:${unitId}`);
      const position = fix && { ...withoutStanding(fix), unitId, islandId: options.islandIdAt(fix.latitude, fix.longitude) };
      return newestPosition(position, said && said.atMs <= atMs ? said : undefined, atMs);
    },
    forgetFixesBefore: (atMs: number, limit: number): number => forget.run(atMs, limit).changes,
    /** `moved` names the unit whose drawn position changed, `told` the one of which it tells truly where it was. */
    receive(fix: Fix): { reception: Reception; moved: string | null; told: string | null } {
      const unitId = options.unitOfDevice(fix.deviceId);
      const known = unitId === null ? undefined : newest.read(unitId);
      const standing = judgeFix(fix, known, options.now());
      const { changes } = insert.run(fix.id, fix.sourceId, fix.deviceId, unitId, fix.fixedAtMs, standing, JSON.stringify(fix));
      if (changes === 0) return { reception: 'duplicate', moved: null, told: null };
      const told = isOnTrail({ standing }) ? unitId : null;
      if (!isDrawn(standing) || unitId === null) return { reception: 'stored', moved: null, told };
      newest.write(unitId, { ...fix, unitId, islandId: options.islandIdAt(fix.latitude, fix.longitude) });
      return { reception: 'stored', moved: unitId, told };
    },
  };
}
