import { createDraftKeeper, type DraftStorage, type SavedState } from './draft-keeper.ts';
import {
  changeWorkspace,
  emptyWorkspace,
  mergeWorkspaces,
  readWorkspace,
  type DraftAction,
  type DraftWorkspace,
} from './draft-workspace.ts';
import { randomId } from './random-id.ts';
import type { Client } from '#contract/client/client.ts';
import { createStore, type Store } from './store.ts';

/** What is half typed in this window, and how safely it is kept. */
export type Drafts = {
  readonly workspace: Pick<Store<DraftWorkspace>, 'get' | 'subscribe'>;
  readonly saved: Pick<Store<SavedState>, 'get' | 'subscribe'>;
  act(action: DraftAction): void;
  /** Begins keeping drafts on the station; returns its stop. */
  keep(): () => void;
};

export function createDrafts(client: Client, storage: DraftStorage | null): Drafts {
  const workspace = createStore(emptyWorkspace(randomId()));
  const keeper = createDraftKeeper({
    draft: 'incident-form',
    client,
    storage,
    nowMs: Date.now,
    body: () => ({ ...workspace.get() }),
    /** What was kept meets what is here: the newer leads. */
    take(body, isNewer) {
      const kept = readWorkspace(body);
      if (!kept) return;
      const here = workspace.get();
      workspace.set(isNewer ? mergeWorkspaces(kept, here) : mergeWorkspaces(here, kept));
    },
  });
  return {
    workspace,
    saved: keeper.saved,
    act(action) {
      const next = changeWorkspace(workspace.get(), action, randomId());
      if (next === workspace.get()) return;
      workspace.set(next);
      keeper.changed();
    },
    keep: keeper.start,
  };
}
