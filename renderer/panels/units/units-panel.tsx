import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { unitsText } from '../../i18n/areas/units.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession, useSession } from '../../state/session-context.tsx';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { StatusButtons } from './status-buttons.tsx';
import { statusOfKey } from './status-keys.ts';
import { UnitDetailLine } from './unit-detail-line.tsx';
import { UnitMessages } from './unit-messages.tsx';
import { UnitHead } from './unit-head.tsx';
import { UnitRow } from './unit-row.tsx';
import { unitRows } from './unit-rows.ts';
import { useSetStatus } from './use-set-status.ts';
import styles from './units-panel.module.css';

/** All units: what they do, since when, and how old their place is. Typing filters, arrows choose, digits set the status. */
export function UnitsPanel() {
  const text = useText(unitsText);
  const words = useText(wordsText);
  const units = useLatest('units');
  const positions = useLatest('positions');
  const incidents = useLatest('incidents');
  const { selectedUnitId } = useSession();
  const changeSession = useChangeSession();
  const { setStatus, attempt } = useSetStatus();
  const [filter, setFilter] = useState('');
  const table = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => unitRows(units.byKey.values(), filter, words), [units.byKey, filter, words]);
  const chosen = rows.find(({ unitId }) => unitId === selectedUnitId);
  const numberOf = (incidentId: string | null): string | null =>
    incidentId === null ? null : (incidents.byKey.get(incidentId)?.number ?? null);

  function onFilterKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') setFilter('');
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    const first = rows[0];
    if (first && !chosen) changeSession({ selectedUnitId: first.unitId });
    table.current?.querySelector<HTMLElement>('[role=listbox]')?.focus();
  }

  function onListKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const status = statusOfKey(event.key);
    if (status !== undefined && chosen) {
      event.preventDefault();
      setStatus(chosen.unitId, status);
    }
    if (event.key === 'Escape') input.current?.focus();
  }

  return (
    <PanelFrame
      name="units"
      title={text.title}
      count={units.byKey.size}
      face={useFace(units)}
      focusAction="focus-units"
      empty={units.loaded && units.byKey.size === 0 ? { sentence: text.empty, hint: text.emptyHint } : undefined}
    >
      <div className={styles['panel']}>
        <input
          ref={input}
          className={styles['filter']}
          aria-label={text.filter}
          placeholder={text.filterHint}
          spellCheck={false}
          autoComplete="off"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={onFilterKey}
        />
        <UnitHead />
        <div className={styles['table']} ref={table} onKeyDown={onListKey}>
          {rows.length === 0 && (
            <p className={styles['none']}>
              {text.noMatch(filter)} {text.noMatchHint}
            </p>
          )}
          <VirtualList
            label={text.list}
            items={rows}
            keyOf={(unit) => unit.unitId}
            rowHeight={28}
            selectedKey={selectedUnitId}
            onSelect={(unit) => changeSession({ selectedUnitId: unit.unitId })}
            renderRow={(unit) => (
              <UnitRow unit={unit} position={positions.byKey.get(unit.unitId)} incidentNumber={numberOf(unit.incidentId)} />
            )}
          />
        </div>
        <UnitDetailLine unit={chosen} incidentNumber={chosen ? numberOf(chosen.incidentId) : null} attempt={attempt} />
        {chosen && <UnitMessages unitId={chosen.unitId} />}
        <StatusButtons unit={chosen} onSet={(status) => chosen && setStatus(chosen.unitId, status)} />
      </div>
    </PanelFrame>
  );
}
