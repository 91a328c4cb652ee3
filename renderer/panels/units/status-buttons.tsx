import type { Unit, UnitStatus } from '#domain/units/unit.ts';
import { unitsText } from '../../i18n/areas/units.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import { Shape } from '../../ui/shape.tsx';
import { statusKeys } from './status-keys.ts';
import styles from './status-buttons.module.css';

/** The eight statuses with their digits. They stand there always, so that nothing moves when a unit is chosen. */
export function StatusButtons({ unit, onSet }: { readonly unit: Unit | undefined; readonly onSet: (status: UnitStatus) => void }) {
  const text = useText(unitsText);
  const { unitStatus } = useText(wordsText);
  return (
    <div className={styles['buttons']} role="group" aria-label={text.setStatus}>
      {statusKeys.map(({ digit, status }) => (
        <button
          key={status}
          type="button"
          tabIndex={-1}
          className={styles['button']}
          title={unitStatus[status]}
          aria-label={unitStatus[status]}
          aria-pressed={unit?.status === status}
          disabled={unit === undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onSet(status)}
        >
          <kbd className={styles['digit']}>{digit}</kbd>
          <Shape {...unitStatusMark[status]} />
          <span className={styles['word']}>{unitStatus[status]}</span>
        </button>
      ))}
    </div>
  );
}
