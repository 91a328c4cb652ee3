import type { CommandName } from '#contract/commands.ts';
import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { failure } from '#domain/outcome/outcome.ts';
import { storageFault } from './db/database.ts';

type AnyHandler = (input: never, asker: Asker, requestId: string) => unknown;

/**
 * What all handlers have in common: a request id counts within its command, so that the stored answer to one question is
 * never given to another; and a disk that fails is an answer, not a defect.
 */
export function guardHandlers(handlers: Handlers, tellStorage: (fault: string) => void): Handlers {
  const guarded = (name: CommandName, handler: AnyHandler): AnyHandler => (input, asker, requestId) => {
    try {
      return handler(input, asker, `${name}:${requestId}`);
    } catch (error) {
      const fault = storageFault(error);
      if (fault === null) throw error;
      tellStorage(fault);
      return failure('not-saved', `Not saved: ${fault} Nothing of it was kept; try again.`);
    }
  };
  const entries = Object.entries(handlers) as [CommandName, AnyHandler][];
  return Object.fromEntries(entries.map(([name, handler]) => [name, guarded(name, handler)])) as unknown as Handlers;
}
