import { createContext, useContext } from 'react';
import type { SavedState } from './draft-keeper.ts';
import type { DraftAction, DraftWorkspace } from './draft-workspace.ts';
import type { Drafts } from './drafts.ts';
import { useStore } from './store.ts';

export const DraftsContext = createContext<Drafts | null>(null);

function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  if (!drafts) throw new Error('useDrafts is used outside DraftsContext');
  return drafts;
}

export function useDraftWorkspace(): DraftWorkspace {
  return useStore(useDrafts().workspace);
}

export function useSavedState(): SavedState {
  return useStore(useDrafts().saved);
}

export function useChangeDraft(): (action: DraftAction) => void {
  return useDrafts().act;
}
