import { failure, success } from '../outcome/outcome.ts';
import type { Obstacle } from '../routes/obstacle.ts';
import type { SeaNetwork } from '../routes/sea-legs.ts';
import type { Decided } from './decide.ts';

export function decideObstacle(sea: Pick<SeaNetwork, 'legs'>, obstacleId: string, reported: Pick<Obstacle, 'target' | 'speedPercent' | 'reason' | 'note' | 'untilMs'>): Decided {
  const { target } = reported;
  if (target.kind === 'sea-leg' && !sea.legs.some(({ id }) => id === target.legId)) return failure('no-sea-leg', `There is no sea leg ${target.legId}.`);
  return success([{ kind: 'obstacle.reported', obstacleId, ...reported }]);
}

/** Clears what stands in the way; what is over or cleared already is left. */
export function decideObstacleCleared(obstacle: Obstacle | undefined): Decided {
  return success(obstacle ? [{ kind: 'obstacle.cleared', obstacleId: obstacle.id }] : []);
}
