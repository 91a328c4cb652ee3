import { useCallback } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '#contract/commands.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { useStation } from './station-context.tsx';

export type Ask = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<Outcome<CommandOutput<Name>>>;

/** Asks the station; a failure comes back as a value with a sentence to show. For acts the answer means "on disk". */
export function useAsk(): Ask {
  const { client } = useStation();
  return useCallback((name, input) => client.ask(name, input), [client]);
}
