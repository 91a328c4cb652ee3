import type { KeyboardEvent } from 'react';
import { incidentsText } from '../../i18n/areas/incidents.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeDraft, useDraftWorkspace } from '../../state/drafts-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { IncidentActs } from './use-incident-acts.ts';
import styles from './incident-note.module.css';

/** One line to add to the timeline. What is half typed is kept with the drafts. */
export function IncidentNote({ incidentId, acts }: { readonly incidentId: string; readonly acts: IncidentActs }) {
  const text = useText(incidentsText);
  const { notes } = useDraftWorkspace();
  const changeDraft = useChangeDraft();
  const note = notes[incidentId] ?? '';
  const write = (value: string): void => changeDraft({ kind: 'write-incident-note', incidentId, text: value });

  async function add(): Promise<void> {
    const asked = note.trim();
    if (asked === '' || acts.busy === 'incident.note') return;
    if (await acts.note(asked)) write('');
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.repeat) return;
    event.preventDefault();
    void add();
  }

  return (
    <div className={styles['note']}>
      <TextField label={text.noteLabel} side value={note} onChange={write} onKeyDown={onKeyDown} />
      {acts.busy === 'incident.note' ? (
        <Badge mark={{ shape: 'ring', tone: 'blue' }} word={text.noteSaving} />
      ) : (
        <KeyCap chord="Enter" />
      )}
    </div>
  );
}
