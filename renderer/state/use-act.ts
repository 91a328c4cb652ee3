import { useCallback } from 'react';
import { failuresText } from '../i18n/areas/failures.ts';
import { useText } from '../i18n/use-text.ts';
import { inLanguage } from './in-language.ts';
import { randomId } from './random-id.ts';
import { useStation } from './station-context.tsx';
import type { Ask } from './use-ask.ts';

/** The station's disk failed in the middle; it tries by itself to make certain what became of the act. */
const askAgainMs = 1_000;

/**
 * Asks for an act and does not give up on one whose fate is unknown: the same request is put again until the station
 * says what became of it, and its answer means "on disk". What never left this window comes back as a failure, and
 * nothing was done.
 */
export function useAct(): Ask {
  const { client } = useStation();
  const sentences = useText(failuresText);
  return useCallback(
    async (name, input) => {
      const requestId = randomId();
      for (let mayBeDone = false; ; ) {
        const answer = await client.ask(name, input, { requestId });
        mayBeDone ||= !answer.ok && answer.code === 'no-answer';
        const isUnknown = !answer.ok && mayBeDone && (answer.code === 'no-answer' || answer.code === 'no-station');
        const isUncertain = !answer.ok && answer.code === 'fate-unknown';
        if (!isUnknown && !isUncertain) return inLanguage(answer, sentences);
        if (isUncertain) await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      }
    },
    [client, sentences],
  );
}
