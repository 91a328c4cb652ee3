import { useCallback } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '#contract/commands.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { failuresText } from '../i18n/areas/failures.ts';
import { useText } from '../i18n/use-text.ts';
import { inLanguage } from './in-language.ts';
import { useStation } from './station-context.tsx';

export type Ask = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<Outcome<CommandOutput<Name>>>;

/** Asks the station; a failure comes back as a value with a sentence to show. For what is decided, use `useAct`. */
export function useAsk(): Ask {
  const { client } = useStation();
  const sentences = useText(failuresText);
  return useCallback(async (name, input) => inLanguage(await client.ask(name, input), sentences), [client, sentences]);
}
