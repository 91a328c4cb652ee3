import { asNamed } from '#domain/radio/radio-naming.ts';
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
  const { callSign, alias, radioId } = speakerOf(asNamed(transmission, radios.byKey.get(String(transmission.radioId))), (unitId) => units.byKey.get(unitId)?.callSign);
  return (
    <span className={styles['speaker']}>
      {callSign !== null && <strong className="mono">{callSign}</strong>}
      {alias !== null && <span className={callSign === null ? styles['alias'] : styles['second']}>{alias}</span>}
      {radioId !== null && <span className="mono">{text.radio(radioId)}</span>}
      {callSign === null && alias === null && radioId === null && <span className={styles['second']}>{text.unknownRadio}</span>}
    </span>
  );
}
