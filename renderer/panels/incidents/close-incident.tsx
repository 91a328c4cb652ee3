import { dispositions, type Incident } from '#domain/incidents/incident.ts';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useDigitChoice } from '../../ui/use-digit-choice.ts';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './close-incident.module.css';

/** Alt+H lays out the dispositions in place; their digit closes the incident with it. */
export function CloseIncident({ incident, acts }: { readonly incident: Incident; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const words = useText(wordsText);
  const { isOpen, begin, choose, leave, ref, onKeyDown } = useDigitChoice(dispositions, (disposition) => void acts.close(disposition));
  const sent = incident.assignments.filter((assignment) => assignment.releasedAtMs === null).length;

  useAction('close-incident', begin);

  if (!isOpen) {
    return (
      <div className={styles['close']}>
        <Button look="quiet" action="close-incident" onPress={begin}>
          {acts.busy === 'incident.close' ? text.closing : text.close}
        </Button>
      </div>
    );
  }
  return (
    <div ref={ref} className={styles['choices']} tabIndex={-1} role="group" aria-label={text.closeWith} onKeyDown={onKeyDown}>
      <span className={styles['label']}>{text.closeWith}</span>
      {dispositions.map((disposition, index) => (
        <Button key={disposition} chord={String(index + 1)} onPress={() => choose(disposition)}>
          {words.disposition[disposition]}
        </Button>
      ))}
      <Button look="quiet" chord="Esc" onPress={leave}>
        {text.closeCancel}
      </Button>
      {sent > 0 && <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.closeUnits(sent)} />}
    </div>
  );
}
