import { useState } from 'react';
import type { Transmission } from '#domain/radio/transmission.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSession } from '../../state/session-context.tsx';
import { useFileTransmission } from '../../state/use-file-transmission.ts';
import { useLatest } from '../../state/use-latest.ts';

/** Files the marked transmission under the chosen incident by its key, and says what became of it; null where one of the two is missing. */
export function useFile(marked: Transmission | undefined): { readonly file: (() => void) | null; readonly said: string | null } {
  const fileTransmission = useFileTransmission();
  const incidents = useLatest('incidents');
  const { selectedIncidentId } = useSession();
  const [answered, setAnswered] = useState<{ readonly of: string; readonly sentence: string } | null>(null);
  const incident = selectedIncidentId === null ? undefined : incidents.byKey.get(selectedIncidentId);
  const file = marked && incident ? (): void => void fileTransmission(marked.id, incident).then((sentence) => setAnswered({ of: marked.id, sentence })) : null;
  useAction('file-transmission', file);
  return { file, said: marked && answered?.of === marked.id ? answered.sentence : null };
}
