import { useMemo, useState, type KeyboardEvent } from 'react';
import type { Radio } from '#domain/radio/radio-naming.ts';
import { silentFirst, silentIslands } from '#domain/radio/silent-radios.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { useNow } from '../../state/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { CoarseAge } from '../../ui/coarse-age.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { RadioNameField } from './radio-name-field.tsx';
import styles from './silent-list.module.css';

const quietAfterMs = 6 * 3_600_000;

/** Every island and every radio, the longest silence first, with when it was heard last. Enter on a radio says who carries it. */
export function SilentList() {
  const text = useText(radioText);
  const radios = useLatest('radios');
  const changeSession = useChangeSession();
  const units = useLatest('units');
  const [editedId, setEditedId] = useState<string | null>(null);
  const list = useMemo(() => silentFirst(radios.byKey.values()), [radios.byKey]);
  const islandOf = ({ unitId, islandName }: Radio): string | null => (unitId === null ? undefined : units.byKey.get(unitId)?.islandName) ?? islandName;
  const islands = silentIslands(list, islandOf);
  const edited = editedId === null ? undefined : radios.byKey.get(editedId);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && edited) setEditedId(null);
  }

  if (radios.loaded && list.length === 0) return <p className={styles['hint']}>{text.noRadios}</p>;
  return (
    <div className={styles['list']} onKeyDown={onKeyDown} data-silent-radios>
      <ul className={styles['islands']} aria-label={text.islands}>
        {islands.map(({ name, radios: count, lastHeardAtMs }) => (
          <li key={name}>
            {name} <span className={styles['count']}>{count} HT</span> <LastHeard atMs={lastHeardAtMs} />
          </li>
        ))}
      </ul>
      <VirtualList
        label={text.silentRadios}
        items={list}
        keyOf={({ id }) => id}
        rowHeight={28}
        onSelect={({ unitId }) => unitId !== null && changeSession({ selectedUnitId: unitId })}
        onActivate={({ id }) => setEditedId(id)}
        renderRow={(radio) => (
          <div className={styles['radio']} data-radio={radio.id}>
            <Bearer radio={radio} />
            <span className="mono">{radio.radioId}</span>
            <span className={styles['heard']}>
              {islandOf(radio) ?? (radio.isKnown ? '' : text.notInProfile)} <LastHeard atMs={radio.lastHeardAtMs} />
            </span>
          </div>
        )}
      />
      {edited ? (
        <RadioNameField key={edited.id} radio={edited} onDone={() => setEditedId(null)} />
      ) : (
        <p className={styles['hint']}>{text.nameHint}</p>
      )}
    </div>
  );
}

/** The unit, then the person where somebody said who; else what the radio calls itself. */
function Bearer({ radio: { unitId, name, alias } }: { readonly radio: Radio }) {
  const text = useText(radioText);
  const units = useLatest('units');
  const callSign = unitId === null ? null : (units.byKey.get(unitId)?.callSign ?? null);
  return (
    <span className={styles['bearer']}>
      <strong>{callSign ?? name ?? alias ?? text.unknownRadio}</strong>
      {callSign !== null && name !== null && <span className={styles['person']}> {name}</span>}
    </span>
  );
}

function LastHeard({ atMs }: { readonly atMs: number | null }) {
  const text = useText(radioText);
  const nowMs = useNow();
  if (atMs === null) return <Badge mark={{ shape: 'ring', tone: 'amber' }} word={text.neverHeard} />;
  return (
    <>
      <CoarseAge sinceMs={atMs} />
      {nowMs - atMs > quietAfterMs && <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.silent} />}
    </>
  );
}
