import type { KeyboardEvent, Ref } from 'react';
import { useChangeDraft, useDraftWorkspace } from '../../state/drafts-context.tsx';
import type { ActionId } from '../../keys/key-map.ts';
import { Badge } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './complaint-detail-panel.module.css';

/** One line to add to a complaint; Enter sends it. What is half typed is kept with the drafts under `keptAs`. */
export function ComplaintLine({ label, keptAs, saving, send, inputRef, action }: {
  readonly label: string;
  readonly keptAs: string;
  /** The words while it is on its way; null otherwise. */
  readonly saving: string | null;
  readonly send: (text: string) => Promise<boolean>;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  readonly action?: ActionId;
}) {
  const { notes } = useDraftWorkspace();
  const changeDraft = useChangeDraft();
  const text = notes[keptAs] ?? '';
  const write = (value: string): void => changeDraft({ kind: 'write-incident-note', incidentId: keptAs, text: value });

  async function add(): Promise<void> {
    const asked = text.trim();
    if (asked === '' || saving !== null) return;
    if (await send(asked)) write('');
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.repeat) return;
    event.preventDefault();
    void add();
  }

  return (
    <div className={styles['line']}>
      <TextField label={label} side={action === undefined} value={text} onChange={write} onKeyDown={onKeyDown} {...(inputRef ? { inputRef } : {})} {...(action ? { action } : {})} />
      {saving === null ? <KeyCap chord="Enter" /> : <Badge mark={{ shape: 'ring', tone: 'blue' }} word={saving} />}
    </div>
  );
}
