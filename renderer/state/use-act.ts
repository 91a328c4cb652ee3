import { useCallback } from 'react';
import type { Ask } from './use-ask.ts';
import { randomId } from './random-id.ts';
import { useStation } from './station-context.tsx';

/**
 * Asks for an act and does not give up on one whose fate is unknown: the same request is put again until the station
 * says what became of it. What never left this window comes back as a failure, and nothing was done.
 */
export function useAct(): Ask {
  const { client } = useStation();
  return useCallback(
    async (name, input) => {
      const requestId = randomId();
      for (;;) {
        const answer = await client.ask(name, input, { requestId });
        if (answer.ok || answer.code !== 'no-answer') return answer;
      }
    },
    [client],
  );
}
