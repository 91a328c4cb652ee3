import type { FeedItem, LatestFeedName } from '#contract/feeds.ts';
import type { LatestView } from './latest-view.ts';
import { useStation } from './station-context.tsx';
import { useStore } from './store.ts';

/** Follows a latest feed while the component is on screen; the view is shared with every other reader. */
export function useLatest<Name extends LatestFeedName>(name: Name): LatestView<FeedItem<Name>> {
  return useStore(useStation().latest(name));
}
