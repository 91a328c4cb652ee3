import { oncePerFrame } from './frame.ts';

/**
 * An external store over a feed: it follows while somebody reads, and draws at most once per frame. The next update is
 * asked for when the one before was drawn, so a busy window is sent less instead of falling behind.
 */
export type FollowedView<View> = { get(): View; subscribe(listener: () => void): () => void };

export function followedView<View, Update>(options: {
  readonly empty: View;
  readonly follow: (onUpdate: (update: Update) => Promise<void>) => () => void;
  readonly fold: (view: View, updates: readonly Update[]) => View;
  /** Nobody reads any more. */
  readonly onIdle: () => void;
}): FollowedView<View> {
  let view = options.empty;
  let waiting: Update[] = [];
  let drawn = Promise.withResolvers<void>();
  let stop: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const frame = oncePerFrame(() => {
    view = options.fold(view, waiting);
    waiting = [];
    for (const listener of listeners) listener();
    drawn.resolve();
    drawn = Promise.withResolvers<void>();
  });
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= options.follow((update) => {
        waiting.push(update);
        frame.request();
        return drawn.promise;
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
        frame.cancel();
        drawn.resolve();
        drawn = Promise.withResolvers<void>();
        waiting = [];
        view = options.empty;
        options.onIdle();
      };
    },
  };
}
