import type { FeedItem, FeedParameters, LogFeedName } from '#contract/feeds.ts';
import type { LogView } from './log-view.ts';
import { useStation } from './station-context.tsx';
import { useStore } from './store.ts';

/** Follows the last `tail` items of a log feed, folded by id, oldest first. */
export function useLog<Name extends LogFeedName>(
  name: Name,
  parameters: FeedParameters<Name>,
  options: { readonly tail: number },
): LogView<FeedItem<Name>> {
  return useStore(useStation().log(name, parameters, options.tail));
}
