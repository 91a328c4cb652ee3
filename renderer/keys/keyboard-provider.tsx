import { useEffect, useMemo, type ReactNode } from 'react';
import { usePreference } from '../state/preferences.ts';
import type { ActionRegistry } from './action-registry.ts';
import { pressedAction } from './pressed-action.ts';
import { keyMapWith, type ActionId } from './key-map.ts';
import { KeyboardContext } from './keyboard-context.tsx';

/** Listens to the whole window once: mapped keys run their action and never do what the browser would. */
export function KeyboardProvider({ registry, elsewhere, children }: {
  readonly registry: ActionRegistry;
  /** Does what nothing in this window offers. */
  readonly elsewhere?: (action: ActionId) => void;
  readonly children: ReactNode;
}) {
  const own = usePreference('keys');
  const keyMap = useMemo(() => keyMapWith(own), [own]);
  const keyboard = useMemo(() => ({ registry, keyMap }), [registry, keyMap]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      const action = pressedAction(event, keyMap);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && !registry.run(action)) elsewhere?.(action);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [keyMap, registry, elsewhere]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}
