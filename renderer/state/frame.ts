/**
 * Runs `work` once at the next animation frame, however often it is asked before. A hidden or covered window gets no
 * frames, so a timer stands behind: whatever comes first runs it.
 */
export function oncePerFrame(work: () => void): { request(): void; cancel(): void } {
  const fallbackMs = 100;
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = (): void => {
    if (frame !== null) cancelAnimationFrame(frame);
    if (timer !== null) clearTimeout(timer);
    frame = null;
    timer = null;
  };
  const run = (): void => {
    cancel();
    work();
  };
  return {
    request() {
      if (timer !== null) return;
      timer = setTimeout(run, fallbackMs);
      if (document.visibilityState === 'visible') frame = requestAnimationFrame(run);
    },
    cancel,
  };
}
