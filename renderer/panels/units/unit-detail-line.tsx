import type { Unit } from '#domain/units/unit.ts';
import { unitsText } from '../../i18n/areas/units.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSite } from '../../state/site-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import type { StatusAttempt } from './use-set-status.ts';
import styles from './units-panel.module.css';

/** What the row of the chosen unit has no room for; an act on its way or a failed one says so, here. */
export function UnitDetailLine({ unit, incidentNumber, attempt }: {
  readonly unit: Unit | undefined;
  readonly incidentNumber: string | null;
  readonly attempt: StatusAttempt | null;
}) {
  const text = useText(unitsText);
  const { unitKind, unitStatus } = useText(wordsText);
  const { talkgroups } = useSite();
  if (attempt?.kind === 'failed') {
    return (
      <p className={styles['detail']} role="status">
        <Badge mark={{ shape: 'cross', tone: 'amber' }} word={attempt.sentence} />
      </p>
    );
  }
  if (attempt?.kind === 'saving') {
    return (
      <p className={styles['detail']} role="status">
        <Badge mark={{ shape: 'ring', tone: 'amber' }} word={text.saving(unitStatus[attempt.status])} />
      </p>
    );
  }
  if (unit === undefined) return <p className={styles['detail']}>{text.chooseUnit}</p>;
  const talkgroup = unit.talkgroup === null ? null : (talkgroups.find(({ id }) => id === unit.talkgroup)?.name ?? String(unit.talkgroup));
  const parts = [
    unitKind[unit.kind],
    incidentNumber,
    unit.islandName,
    text.base(unit.baseName),
    talkgroup === null ? null : text.talkgroup(talkgroup),
    unit.phone,
    unit.statusBy === null ? null : text.by(unit.statusBy),
  ].filter((part) => part !== null);
  return (
    <p className={styles['detail']}>
      <strong className={`mono ${styles['chosen']}`}>{unit.callSign}</strong> {parts.join(' · ')}
    </p>
  );
}
