type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/**
 * A key press as chord text. Letters and digits held with Alt are read from the physical key, because some layouts
 * type another character then. Shift counts only for keys that type nothing, such as F1.
 */
export function chordOf(press: KeyPress): string {
  const physical = /^(?:Key|Digit)([A-Z0-9])$/.exec(press.code)?.[1];
  const key = press.altKey && physical !== undefined ? physical : press.key.length === 1 ? press.key.toUpperCase() : press.key;
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : null,
    press.altKey ? 'Alt' : null,
    press.shiftKey && key.length > 1 ? 'Shift' : null,
    key,
  ];
  return parts.filter((part) => part !== null).join('+');
}

/** True for a chord that a text field would take as typing. */
export function isTyping(chord: string): boolean {
  return chord.length === 1;
}
