import type { Transmission } from '#domain/radio/transmission.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { speakerOf } from './speaker.ts';
import styles from './radio-panel.module.css';

/** Who speaks: call sign, radio's own name, or its number. */
export function SpeakerName({ transmission }: { readonly transmission: Pick<Transmission, 'unitId' | 'alias' | 'radioId'> }) {
  const text = useText(radioText);
  const units = useLatest('units');
  const radios = useLatest('radios');
  // What was said of the radio at the desk holds at once, also for what it said before.
  const radio = transmission.radioId === null ? undefined : radios.byKey.get(String(transmission.radioId));
  const said = radio === undefined ? transmission : { ...transmission, unitId: radio.unitId, alias: radio.name ?? transmission.alias };
  const { callSign, alias, radioId } = speakerOf(said, (unitId) => units.byKey.get(unitId)?.callSign);
  return (
    <span className={styles['speaker']}>
      {callSign !== null && <strong className="mono">{callSign}</strong>}
      {alias !== null && <span className={callSign === null ? styles['alias'] : styles['second']}>{alias}</span>}
      {radioId !== null && <span className="mono">{text.radio(radioId)}</span>}
      {callSign === null && alias === null && radioId === null && <span className={styles['second']}>{text.unknownRadio}</span>}
    </span>
  );
}
