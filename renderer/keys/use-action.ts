import { useLayoutEffect, useRef } from 'react';
import type { ActionId } from './key-map.ts';
import { useKeyboard } from './keyboard-context.tsx';

/**
 * Offers an action while the component is on screen: its key works and the key bar prints it. With `null` the action
 * is not available now.
 */
export function useAction(action: ActionId, run: (() => void) | null): void {
  const { registry } = useKeyboard();
  const latest = useRef(run);
  // With the picture, not after it: a key acts on what is in sight.
  useLayoutEffect(() => {
    latest.current = run;
  });
  const available = run !== null;
  useLayoutEffect(() => {
    if (!available) return undefined;
    return registry.offer(action, () => latest.current?.());
  }, [action, available, registry]);
}
