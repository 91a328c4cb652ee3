import { useState } from 'react';
import type { Quarantine } from '#contract/records/quarantine-records.ts';
import { quarantineText } from '../../i18n/areas/quarantine.ts';
import { useText } from '../../i18n/use-text.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { QuarantineRow } from './quarantine-row.tsx';
import { QuarantineSamples } from './quarantine-samples.tsx';
import styles from './quarantine-panel.module.css';

/** What could not be read, by source and reason, and beside it samples of the chosen line. */
export function QuarantineTable({ entries }: { readonly entries: readonly Quarantine[] }) {
  const text = useText(quarantineText);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { columns } = text;
  return (
    <div className={styles['open']}>
      <div className={styles['table']}>
        <div className={`${styles['cells']} ${styles['head']}`} aria-hidden>
          <span>{columns.source}</span>
          <span>{columns.reason}</span>
          <span className={styles['count']}>{columns.count}</span>
          <span className={styles['first']}>{columns.first}</span>
          <span>{columns.last}</span>
        </div>
        <VirtualList
          label={text.table}
          items={entries}
          keyOf={(entry) => entry.id}
          rowHeight={28}
          selectedKey={chosenId}
          onSelect={(entry) => setChosenId(entry.id)}
          renderRow={(entry) => <QuarantineRow entry={entry} />}
        />
      </div>
      <QuarantineSamples entry={entries.find(({ id }) => id === chosenId)} />
    </div>
  );
}
