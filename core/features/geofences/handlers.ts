import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { FenceTracker } from './fence-tracker.ts';

/** Where the fences are, and who came and went. */
export function createFenceHandlers(tracker: FenceTracker): Pick<Handlers, 'fence.list' | 'fence.visits'> {
  return { 'fence.list': () => success([...tracker.fences]), 'fence.visits': ({ unitId }) => success([...tracker.visits(unitId)]) };
}
