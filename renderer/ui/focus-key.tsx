import { useAction } from '../keys/use-action.ts';
import type { ActionId } from '../keys/key-map.ts';
import { KeyCap } from './key-cap.tsx';

/** Prints the key that moves the focus somewhere, and makes it work. */
export function FocusKey({ action, focus }: { readonly action: ActionId; readonly focus: () => void }) {
  useAction(action, focus);
  return <KeyCap action={action} />;
}
