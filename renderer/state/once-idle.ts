const latestMs = 500;

/** Does at the first idle moment, half a second late at most, what would hold up the page's first picture. Takes and returns what stops it. */
export function onceIdle(work: () => () => void): () => void {
  let stop: (() => void) | null = null;
  const asked = requestIdleCallback(
    () => {
      stop = work();
    },
    { timeout: latestMs },
  );
  return () => {
    cancelIdleCallback(asked);
    stop?.();
  };
}
