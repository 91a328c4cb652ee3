import { incidentTypes, priorities, type Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Select } from '../../ui/select.tsx';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './incident-facts.module.css';

/** Type and priority of an open incident, to be corrected where they stand. */
export function TypeAndPriority({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  return (
    <span className={styles['edit']}>
      <Select
        label={text.type}
        value={incident.type}
        options={incidentTypes.map((type) => ({ value: type, word: words.incidentType[type] }))}
        onChange={(type) => void acts.change({ type })}
      />
      <Select
        label={text.priority}
        value={String(incident.priority)}
        options={priorities.map((priority) => ({ value: String(priority), word: `P${priority} ${words.priority[priority]}` }))}
        onChange={(value) => {
          const priority = priorities.find((each) => String(each) === value);
          if (priority !== undefined) void acts.change({ priority });
        }}
      />
    </span>
  );
}
