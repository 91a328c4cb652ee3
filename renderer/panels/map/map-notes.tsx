import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { positionAgeMark } from '../../ui/marks/position-age-mark.ts';
import styles from './map-panel.module.css';

/** What the map cannot show, so that nobody takes its silence for an answer. */
export function MapNotes({ units, positions, incidents, failure, packFault }: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly failure: string | null;
  /** Why the installed map pack is not used. */
  readonly packFault: string | null;
}) {
  const text = useText(mapText);
  const withoutFix = [...units.values()].filter((unit) => unit.kind !== 'puskesmas' && !positions.has(unit.unitId)).length;
  const withoutPoint = [...incidents.values()].filter(({ status, place }) => status === 'open' && place.latitude === null).length;
  return (
    <>
      {withoutPoint > 0 && (
        <div className={styles['line']}>
          <Badge mark={{ shape: 'diamond', tone: 'amber' }} word={text.withoutPoint(withoutPoint)} />
        </div>
      )}
      {withoutFix > 0 && (
        <div className={styles['line']}>
          <Badge mark={positionAgeMark.none} word={text.withoutFix(withoutFix)} />
        </div>
      )}
      {packFault !== null && (
        <div className={styles['line']} title={packFault}>
          <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.packFault} />
        </div>
      )}
      {failure !== null && (
        <div className={styles['line']} role="status">
          <Badge mark={{ shape: 'cross', tone: 'amber' }} word={failure} />
        </div>
      )}
    </>
  );
}
