import { chordOf, isTyping } from './chord.ts';
import { actionOf, type ActionId, type KeyMap } from './key-map.ts';

/** The action a key press means here. A key that types is an action only where there is nothing to type into. */
export function pressedAction(event: KeyboardEvent, keyMap: KeyMap): ActionId | undefined {
  const chord = chordOf(event);
  const action = actionOf(chord, keyMap);
  if (action === undefined) return undefined;
  return isTyping(chord) && hasText(event.target) ? undefined : action;
}

/** An empty field counts as free: no place, note or search begins with the command key. */
function hasText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.value !== '';
  return target instanceof HTMLElement && target.isContentEditable;
}
