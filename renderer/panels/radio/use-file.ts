import { useState } from 'react';
import type { Transmission } from '#domain/radio/transmission.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';

/** Files the marked transmission under the chosen incident by its key, and says what became of it; null where one of the two is missing. */
export function useFile(marked: Transmission | undefined): { readonly file: (() => void) | null; readonly said: string | null } {
  const text = useText(radioText);
  const act = useAct();
  const incidents = useLatest('incidents');
  const { selectedIncidentId } = useSession();
  const [answered, setAnswered] = useState<{ readonly of: string; readonly sentence: string } | null>(null);
  const incident = selectedIncidentId === null ? undefined : incidents.byKey.get(selectedIncidentId);
  const file =
    marked && incident
      ? (): void => {
          const tell = (sentence: string): void => setAnswered({ of: marked.id, sentence });
          void act('transmission.file', { transmissionId: marked.id, incidentId: incident.id }).then((answer) => tell(answer.ok ? text.filed(incident.number) : answer.sentence));
        }
      : null;
  useAction('file-transmission', file);
  return { file, said: marked && answered?.of === marked.id ? answered.sentence : null };
}
