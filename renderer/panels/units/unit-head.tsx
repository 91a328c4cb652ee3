import { unitsText } from '../../i18n/areas/units.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './units-panel.module.css';

/** What the cells of the rows beneath are. */
export function UnitHead() {
  const { columns } = useText(unitsText);
  return (
    <div className={`${styles['cells']} ${styles['head']}`} aria-hidden>
      <span />
      <span>{columns.sign}</span>
      <span>{columns.status}</span>
      <span className={styles['since']}>{columns.since}</span>
      <span className={styles['incident']}>{columns.incident}</span>
      <span className={styles['island']}>{columns.island}</span>
      <span className={styles['talkgroup']}>{columns.talkgroup}</span>
      <span className={styles['position']}>{columns.position}</span>
    </div>
  );
}
