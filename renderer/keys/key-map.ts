/** Every action that has a key, with the chords shipped for it. The first chord is the one printed on the button. */
export const shippedKeys = {
  answer: ['F1'],
  place: ['F2'],
  type: ['F3'],
  recommend: ['F4'],
  talk: ['F5'],
  replay: ['F6'],
  'replay-stop': ['Ctrl+F6'],
  'replay-speed': ['Ctrl+Shift+F6'],
  'play-recording': ['Ctrl+P'],
  ghost: ['F7'],
  complaint: ['F8'],
  verify: ['F9'],
  merge: ['F10'],
  'cardiac-arrest': ['F11'],
  command: ['/', 'Ctrl+/'],
  commit: ['Ctrl+Enter'],
  'close-incident': ['Alt+H'],
  'call-back': ['Alt+R'],
  'park-draft': ['Alt+N'],
  'focus-queue': ['Alt+1'],
  'focus-incidents': ['Alt+2'],
  'focus-detail': ['Alt+3'],
  'focus-map': ['Alt+4'],
  'focus-units': ['Alt+5'],
  'focus-radio': ['Alt+6'],
  'focus-alarms': ['Alt+7'],
  'focus-quarantine': ['Alt+8'],
  'focus-links': ['Alt+9'],
  'focus-conflicts': ['Alt+0'],
  'focus-sync': ['Alt+S'],
  'focus-phone': ['Alt+F'],
  'focus-complaints': ['Ctrl+F8'],
  'caller-complaint': ['Ctrl+F1'],
  'upgrade-complaint': ['Ctrl+F3'],
  'answer-complaint': ['Ctrl+F9'],
  'reopen-complaint': ['Ctrl+Shift+F8'],
  'phone-number': ['Alt+C'],
  'phone-hold': ['Alt+J'],
  'phone-mute': ['Alt+B'],
  'phone-hang-up': ['Alt+X'],
  'phone-decline': ['Alt+Q'],
  'phone-complete-transfer': ['Alt+O'],
  'phone-cancel-transfer': ['Alt+W'],
  'dial-1': ['Shift+F1'],
  'dial-2': ['Shift+F2'],
  'dial-3': ['Shift+F3'],
  'dial-4': ['Shift+F4'],
  'dial-5': ['Shift+F5'],
  'dial-6': ['Shift+F6'],
  'dial-7': ['Shift+F7'],
  'dial-8': ['Shift+F8'],
  'dial-9': ['Shift+F9'],
  'phone-conference': ['Alt+K'],
  'phone-sound': ['Alt+V'],
  'acknowledge-alarm': ['Alt+A'],
  'close-alarm': ['Alt+E'],
  'lane-state': ['Alt+D'],
  'lane-louder': ['Alt+='],
  'lane-quieter': ['Alt+-'],
  'silent-radios': ['Alt+I'],
  'radio-check': ['Ctrl+F5'],
  'confirm-status': ['Alt+Y'],
  'file-transmission': ['Alt+Z'],
  'show-on-map': ['Alt+P'],
  'take-caller-place': ['Alt+G'],
  'place-wider': ['Alt+.'],
  'place-narrower': ['Alt+,'],
  'hand-off': ['Alt+U'],
  'grid-pick': ["Alt+'"],
  'save-landmark': ['Alt+;'],
  mute: ['Alt+M'],
  theme: ['Alt+T'],
  language: ['Alt+L'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Calling a contact: the first nine of the profile have a key of their own, always the same one. */
export const dialActions = ['dial-1', 'dial-2', 'dial-3', 'dial-4', 'dial-5', 'dial-6', 'dial-7', 'dial-8', 'dial-9'] as const satisfies readonly ActionId[];

export type ActionId = keyof typeof shippedKeys;

/** Chord text such as `F1`, `/` or `Ctrl+Enter`, by action. */
export type KeyMap = Readonly<Record<ActionId, readonly string[]>>;

export const actionIds = Object.keys(shippedKeys) as readonly ActionId[];

/** The shipped keys with a seat's own chords in their place. Unknown actions and chords already taken are left out. */
export function keyMapWith(own: Readonly<Record<string, string>>): KeyMap {
  const keyMap: Record<ActionId, readonly string[]> = { ...shippedKeys };
  for (const id of actionIds) {
    const chord = own[id];
    if (chord !== undefined && isFree(chord, id, own)) keyMap[id] = [chord];
  }
  return keyMap;
}

function isFree(chord: string, wanted: ActionId, own: Readonly<Record<string, string>>): boolean {
  return actionIds.every((id) => {
    if (id === wanted) return true;
    const chords: readonly string[] = own[id] === undefined ? shippedKeys[id] : [own[id]];
    return !chords.includes(chord);
  });
}

export function actionOf(chord: string, keyMap: KeyMap): ActionId | undefined {
  return actionIds.find((id) => keyMap[id].includes(chord));
}
