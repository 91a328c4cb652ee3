import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import type { DraftAction } from '../../state/draft-workspace.ts';
import type { IncidentDraft } from '../../state/incident-draft.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { landmarkTarget, type LandmarkTarget } from './landmark-target.ts';
import styles from './landmark-field.module.css';

type Standing = { readonly kind: 'closed'; readonly told: { readonly word: string; readonly draftId: string } | null } | { readonly kind: 'naming'; readonly target: LandmarkTarget; readonly fault: string | null };
const closed: Standing = { kind: 'closed', told: null };

/** A key keeps the form's point, else the chosen incident's, under a name that F2 finds at every seat; on a landmark it gives it another name or takes it back. */
export function LandmarkField({ draft, change }: { readonly draft: IncidentDraft; readonly change: (action: DraftAction) => void }) {
  const text = useText(incidentFormText);
  const act = useAct();
  const { selectedIncidentId } = useSession();
  const incidents = useLatest('incidents');
  const landmarks = useLatest('landmarks');
  const [standing, setStanding] = useState<Standing>(closed);
  /** What is typed stays for its point, whatever closes the field. */
  const [typed, setTyped] = useState({ spot: '', name: '' });
  const { name } = typed;
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const opener = useRef<Element | null>(null);
  const incident = selectedIncidentId === null ? undefined : incidents.byKey.get(selectedIncidentId);
  const target = landmarkTarget(draft.place, incident, landmarks.byKey.values());

  useAction('save-landmark', target && (() => {
    if (standing.kind === 'closed') opener.current = document.activeElement;
    const spot = [target.latitude, target.longitude, target.known?.id].join(' ');
    if (spot !== typed.spot) setTyped({ spot, name: target.known?.name ?? '' });
    setStanding({ kind: 'naming', target, fault: null });
  }));
  const isNaming = standing.kind === 'naming';
  useEffect(() => {
    if (isNaming) input.current?.focus();
  }, [isNaming]);

  function close(word: string | null): void {
    setStanding({ kind: 'closed', told: word === null ? null : { word, draftId: draft.id } });
    if (word !== null) setTyped({ spot: '', name: '' });
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }

  async function keep({ latitude, longitude, radiusM, incident: from, known }: LandmarkTarget): Promise<void> {
    const wanted = name.trim();
    if (wanted === '') return;
    const answer = known ? await act('landmark.rename', { landmarkId: known.id, name: wanted }) : await act('landmark.save', { name: wanted, latitude, longitude, radiusM, incidentId: from?.id ?? null });
    if (!answer.ok) return setStanding((now) => (now.kind === 'naming' ? { ...now, fault: answer.sentence } : now));
    // The form goes on with the name it has just got, as if it had been chosen.
    if (from === null && draft.place !== null) change({ kind: 'choose-place', place: { ...draft.place, text: wanted, source: 'gazetteer' } });
    close(text.landmarkSaved(wanted));
  }

  async function withdraw(landmarkId: string, known: string): Promise<void> {
    const answer = await act('landmark.withdraw', { landmarkId });
    if (answer.ok) close(text.landmarkWithdrawn(known));
    else setStanding((now) => (now.kind === 'naming' ? { ...now, fault: answer.sentence } : now));
  }

  if (standing.kind === 'closed') {
    return standing.told?.draftId !== draft.id ? null : (
      <p className={styles['told']} role="status">
        <Badge mark={{ shape: 'disc', tone: 'green' }} word={standing.told.word} />
      </p>
    );
  }
  const { target: naming } = standing;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void keep(naming);
    }
  };
  return (
    <div
      className={styles['row']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close(null);
      }}
    >
      <div className={styles['name']}>
        <TextField label={text.landmark} side value={name} onChange={(written) => setTyped({ ...typed, name: written })} placeholder={text.landmarkHint} inputRef={input} onKeyDown={onKeyDown} error={standing.fault} />
      </div>
      <span className={styles['of']}>{naming.incident === null ? text.landmarkOfForm : text.landmarkOf(naming.incident.number)}</span>
      <Button chord="Enter" disabled={name.trim() === ''} onPress={() => void keep(naming)}>
        {naming.known ? text.rename : text.save}
      </Button>
      {naming.known && (
        <Button look="quiet" onPress={() => naming.known && void withdraw(naming.known.id, naming.known.name)}>
          {text.withdraw}
        </Button>
      )}
    </div>
  );
}
