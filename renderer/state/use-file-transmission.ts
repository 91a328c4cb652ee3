import { useCallback } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import { radioText } from '../i18n/areas/radio.ts';
import { useText } from '../i18n/use-text.ts';
import { useAct } from './use-act.ts';

/** Files a transmission under an incident; resolves with what became of it, in words. */
export function useFileTransmission(): (transmissionId: string, incident: Pick<Incident, 'id' | 'number'>) => Promise<string> {
  const text = useText(radioText);
  const act = useAct();
  return useCallback(
    async (transmissionId, { id, number }) => {
      const answer = await act('transmission.file', { transmissionId, incidentId: id });
      return answer.ok ? text.filed(number) : answer.sentence;
    },
    [act, text],
  );
}
