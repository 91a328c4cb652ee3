import { createContext, useContext } from 'react';
import type { ActionRegistry } from './action-registry.ts';
import type { KeyMap } from './key-map.ts';

export type Keyboard = { readonly registry: ActionRegistry; readonly keyMap: KeyMap };

export const KeyboardContext = createContext<Keyboard | null>(null);

export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error('useKeyboard is used outside KeyboardContext');
  return keyboard;
}
