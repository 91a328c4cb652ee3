import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { usePreference } from '../state/preferences.ts';
import { createActionRegistry } from './action-registry.ts';
import { pressedAction } from './pressed-action.ts';
import { keyMapWith } from './key-map.ts';
import { KeyboardContext } from './keyboard-context.tsx';

/** Listens to the whole window once: mapped keys run their action and never do what the browser would. */
export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const own = usePreference('keys');
  const keyMap = useMemo(() => keyMapWith(own), [own]);
  const [registry] = useState(createActionRegistry);
  const keyboard = useMemo(() => ({ registry, keyMap }), [registry, keyMap]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      const action = pressedAction(event, keyMap);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) registry.run(action);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [keyMap, registry]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}
