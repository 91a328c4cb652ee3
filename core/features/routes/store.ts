import { obstacleAt, untouchedObstacle, type Obstacle, type ObstacleState } from '#domain/routes/obstacle.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { RowDamage } from '../../db/row-damage.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

/** What stands in the way on roads and sea legs, folded from the journal. One that is over or cleared is in no answer. */
export function createObstacleStore(database: Database, damage: RowDamage, now: () => number) {
  const obstacles = createBodyTable<ObstacleState>(database, 'obstacles', 'obstacle_id', damage);
  const table: EntityTable = {
    kind: 'obstacle',
    read: obstacles.readForFold,
    write: (id, state) => obstacles.write(id, (state as ObstacleState | undefined) ?? untouchedObstacle(id)),
    clear: obstacles.clear,
  };
  const read = (id: string): Obstacle | undefined => {
    const state = obstacles.read(id);
    return (state && obstacleAt(state, now())) ?? undefined;
  };
  const inForce = (): readonly Obstacle[] => obstacles.all().flatMap((state) => obstacleAt(state, now()) ?? []);
  return { table, read, inForce, ids: (): readonly string[] => inForce().map(({ id }) => id) };
}

export type ObstacleStore = ReturnType<typeof createObstacleStore>;
