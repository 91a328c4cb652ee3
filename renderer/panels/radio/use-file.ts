import { useState } from 'react';
import type { Transmission } from '#domain/radio/transmission.ts';
import { radioText } from '../../i18n/areas/radio.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSession } from '../../state/session-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useLatest } from '../../state/use-latest.ts';

/** Files the marked transmission under the chosen incident by its key; says what became of it. */
export function useFile(marked: Transmission | undefined): { file: () => void; said: string | null } {
  const text = useText(radioText);
  const act = useAct();
  const incidents = useLatest('incidents');
  const { selectedIncidentId } = useSession();
  const [said, setSaid] = useState<string | null>(null);
  const file = (): void => {
    if (!marked || selectedIncidentId === null) return setSaid(text.fileFirstChoose);
    const number = incidents.byKey.get(selectedIncidentId)?.number ?? selectedIncidentId;
    void act('transmission.file', { transmissionId: marked.id, incidentId: selectedIncidentId }).then((answer) =>
      setSaid(answer.ok ? text.filed(number) : answer.sentence),
    );
  };
  useAction('file-transmission', file);
  return { file, said };
}
