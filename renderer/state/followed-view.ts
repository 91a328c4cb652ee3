import { oncePerFrame } from './frame.ts';

/** An external store over a feed: it follows while somebody reads, and draws at most once per frame. */
export type FollowedView<View> = { get(): View; subscribe(listener: () => void): () => void };

export function followedView<View, Update>(options: {
  readonly empty: View;
  readonly follow: (onUpdate: (update: Update) => void) => () => void;
  readonly fold: (view: View, updates: readonly Update[]) => View;
  /** Nobody reads any more. */
  readonly onIdle: () => void;
}): FollowedView<View> {
  let view = options.empty;
  let waiting: Update[] = [];
  let stop: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const frame = oncePerFrame(() => {
    view = options.fold(view, waiting);
    waiting = [];
    for (const listener of listeners) listener();
  });
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= options.follow((update) => {
        waiting.push(update);
        frame.request();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
        frame.cancel();
        waiting = [];
        view = options.empty;
        options.onIdle();
      };
    },
  };
}
