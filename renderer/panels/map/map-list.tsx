import type { Incident } from '#domain/incidents/incident.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import type { Unit } from '#domain/units/unit.ts';
import { mapText } from '../../i18n/areas/map.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { priorityMark } from '../../ui/marks/priority-mark.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { MapListUnit } from './map-list-unit.tsx';
import { pointText } from './point-text.ts';
import styles from './map-list.module.css';

const rowHeightPx = 28;
const shownRows = (incidents: number): number => Math.min(incidents, 5);

/** What the map would show, as lists, on a screen where it cannot be drawn. */
export function MapList({ units, positions, incidents, onTryAgain }: {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, UnitPosition>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly onTryAgain: () => void;
}) {
  const text = useText(mapText);
  const words = useText(wordsText);
  const session = useSession();
  const changeSession = useChangeSession();
  const open = [...incidents.values()].filter((incident) => incident.status === 'open');
  const byCallSign = [...units.values()].toSorted((a, b) => a.callSign.localeCompare(b.callSign));
  return (
    <div className={styles['list']}>
      <div className={styles['notice']} role="status">
        <Badge mark={{ shape: 'cross', tone: 'amber' }} word={text.blind} />
        <span className={styles['hint']}>{text.blindHint}</span>
        <Button onPress={onTryAgain}>{text.tryAgain}</Button>
      </div>
      {open.length === 0 && <p className={styles['none']}>{text.noOpenIncidents}</p>}
      <div className={styles['incidents']} style={{ height: shownRows(open.length) * rowHeightPx }}>
        <VirtualList
          label={text.listOfIncidents}
          items={open}
          keyOf={(incident) => incident.id}
          rowHeight={rowHeightPx}
          selectedKey={session.selectedIncidentId}
          onSelect={(incident) => changeSession({ selectedIncidentId: incident.id })}
          renderRow={(incident) => (
            <div className={styles['row']}>
              <Badge mark={priorityMark[incident.priority]} word={`${incident.priority} ${words.priority[incident.priority]}`} />
              <span className="mono">{incident.number}</span>
              <span className={styles['wide']}>
                {words.incidentType[incident.type]} · {incident.place.text}
              </span>
              <span className="mono">{pointText(incident.place, text.letters)}</span>
            </div>
          )}
        />
      </div>
      {byCallSign.length === 0 && <p className={styles['none']}>{text.noUnits}</p>}
      <VirtualList
        label={text.listOfUnits}
        items={byCallSign}
        keyOf={(unit) => unit.unitId}
        rowHeight={rowHeightPx}
        selectedKey={session.selectedUnitId}
        onSelect={(unit) => changeSession({ selectedUnitId: unit.unitId })}
        renderRow={(unit) => <MapListUnit unit={unit} position={positions.get(unit.unitId)} />}
      />
    </div>
  );
}
