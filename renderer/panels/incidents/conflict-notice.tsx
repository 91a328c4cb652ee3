import { conflictRulesText, conflictsText } from '../../i18n/areas/conflicts.ts';
import { useText } from '../../i18n/use-text.ts';
import { conflictsOfIncident } from '../../state/conflict-sides.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './conflict-notice.module.css';

/** Above what is known of an incident: that some of it is contradicted by another seat, and the key that shows both sides. */
export function ConflictNotice({ incidentId }: { readonly incidentId: string }) {
  const text = useText(conflictsText);
  const rules = useText(conflictRulesText);
  const conflicts = useLatest('conflicts');
  const units = useLatest('units');
  const touching = conflictsOfIncident(conflicts.byKey.values(), incidentId);
  if (touching.length === 0) return null;
  const named = touching.map(({ rule, unitId }) => (unitId === null ? rules[rule] : `${units.byKey.get(unitId)?.callSign ?? unitId} ${rules[rule]}`));
  return (
    <p className={styles['notice']}>
      <Badge mark={{ shape: 'clash', tone: 'red' }} word={text.mark} />
      <span>{named.join(' · ')}</span>
      <KeyCap action="focus-conflicts" />
    </p>
  );
}
