import type { Handlers } from '#contract/serve/serve.ts';
import { decideRenameLandmark, decideSaveLandmark, decideWithdrawLandmark, sameLandmark } from '#domain/decisions/decide-landmark.ts';
import { success } from '#domain/outcome/outcome.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { LandmarkStore } from './store.ts';

export function createLandmarkHandlers(options: {
  journal: Journal;
  store: LandmarkStore;
  islandAt: (latitude: number, longitude: number) => { readonly id: string; readonly name: string } | null;
}): Pick<Handlers, 'landmark.save' | 'landmark.rename' | 'landmark.withdraw'> {
  const { journal, store, islandAt } = options;
  return {
    'landmark.save': (input, asker, requestId) =>
      journal.record(requestId, asker.operator, (newId) => {
        const island = islandAt(input.latitude, input.longitude);
        const known = sameLandmark(input, store.all());
        const landmarkId = known?.id ?? newId();
        const acts = decideSaveLandmark({ ...input, islandId: island?.id ?? null, islandName: island?.name ?? null }, landmarkId, known);
        return acts.ok ? { acts: acts.value, answer: success({ landmarkId }) } : { acts: [], answer: acts };
      }),
    'landmark.rename': ({ landmarkId, name }, asker, requestId) => journal.record(requestId, asker.operator, () => decided(decideRenameLandmark(store.read(landmarkId), name))),
    'landmark.withdraw': ({ landmarkId }, asker, requestId) => journal.record(requestId, asker.operator, () => decided(decideWithdrawLandmark(store.read(landmarkId)))),
  };
}
