type Watched = { readonly key?: unknown; readonly repeat?: unknown };

/**
 * Tells once that a held key is held no more: it came up, the window lost the focus or is hidden, or the page goes. Letting go of any
 * part of a chord lets go of it, and so does a key press of anything else than its own repetition. Returns its stop.
 */
export function watchRelease(target: EventTarget, key: string, released: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const end = (): void => {
    if (signal.aborted) return;
    controller.abort();
    released();
  };
  const onKeyDown = (event: Event & Watched): void => {
    if (String(event.key).toLowerCase() !== key.toLowerCase() || event.repeat !== true) end();
  };
  target.addEventListener('keydown', onKeyDown, { capture: true, signal });
  for (const name of ['keyup', 'blur', 'visibilitychange', 'pagehide', 'freeze', 'contextmenu']) target.addEventListener(name, end, { capture: true, signal });
  return () => controller.abort();
}
