import { actionsText } from '../i18n/areas/actions.ts';
import { shellText } from '../i18n/areas/shell.ts';
import { useText } from '../i18n/use-text.ts';
import { dialActions, type ActionId } from '../keys/key-map.ts';
import { useKeyboard } from '../keys/keyboard-context.tsx';
import { useStore } from '../state/store.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import styles from './key-bar.module.css';

/** What is printed elsewhere on screen already: the panels' titles, the switches, the command bar. */
const printedElsewhere: ReadonlySet<ActionId> = new Set([
  'focus-queue',
  'focus-incidents',
  'focus-detail',
  'focus-map',
  'focus-units',
  'focus-radio',
  'focus-alarms',
  'focus-quarantine',
  'focus-links',
  'focus-conflicts',
  'focus-sync',
  'focus-phone',
  'focus-complaints',
  'upgrade-complaint',
  'answer-complaint',
  'reopen-complaint',
  'caller-complaint',
  'phone-number',
  'phone-hold',
  'phone-mute',
  'phone-hang-up',
  'phone-decline',
  'phone-complete-transfer',
  'phone-cancel-transfer',
  ...dialActions,
  'phone-conference',
  'phone-sound',
  'talk',
  'place-wider',
  'place-narrower',
  'hand-off',
  'grid-pick',
  'replay-stop',
  'replay-speed',
  'play-recording',
  'acknowledge-alarm',
  'close-alarm',
  'lane-state',
  'lane-louder',
  'lane-quieter',
  'silent-radios',
  'confirm-status',
  'file-transmission',
  'theme',
  'language',
  'command',
]);

/** The keys of the actions that can be done now, always in the same order. */
export function KeyBar() {
  const { registry } = useKeyboard();
  const text = useText(shellText);
  const actions = useText(actionsText);
  const available = useStore({ get: registry.available, subscribe: registry.subscribe });
  return (
    <ul className={styles['keys']} aria-label={text.keys}>
      {available
        .filter((action) => !printedElsewhere.has(action))
        .map((action) => (
          <li key={action}>
            <button
              type="button"
              className={styles['key']}
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => registry.run(action)}
            >
              <KeyCap action={action} />
              {actions[action]}
            </button>
          </li>
        ))}
    </ul>
  );
}
