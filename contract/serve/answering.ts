import { commands, isCommandName } from '../commands.ts';
import type { MessageToClient, MessageToStation } from '../protocol.ts';
import { failure, type Outcome } from '#domain/outcome/outcome.ts';
import { invalidInput } from './invalid-input.ts';
import type { Asker, Service } from './serve.ts';

/** Questions of one port that may be open at once. */
export const openAsksAllowed = 256;

type Ask = Extract<MessageToStation, { kind: 'ask' }>;
type AnyHandler = (input: unknown, asker: Asker, requestId: string) => Outcome<unknown> | Promise<Outcome<unknown>>;

/** Answers the questions of one port; every question gets exactly one answer, whatever its handler does. */
export function createAnswering(options: { service: Service; asker: Asker; post: (message: MessageToClient) => void }): {
  answer(ask: Ask): void;
  stop(): void;
} {
  const { service, asker } = options;
  let open = 0;
  let stopped = false;

  function post(requestId: string, outcome: Outcome<unknown>): void {
    if (!stopped) options.post({ kind: 'answer', requestId, outcome });
  }

  function defect(ask: Ask, error: unknown): Outcome<never> {
    service.log.defect(`${ask.name} failed`, error);
    return failure('defect', 'The station could not do this because of a fault of its own; the fault is in its log.');
  }

  function run(ask: Ask): Outcome<unknown> | Promise<Outcome<unknown>> {
    if (!isCommandName(ask.name)) return failure('unknown-command', `The station knows no command "${ask.name}".`);
    const input = commands[ask.name].input.safeParse(ask.input);
    if (!input.success) return invalidInput(ask.name, input.error);
    // The schema that just parsed the input belongs to the handler of the same name.
    const handler = service.handlers[ask.name] as AnyHandler;
    return handler(input.data, asker, ask.requestId);
  }

  return {
    answer(ask) {
      if (open >= openAsksAllowed) {
        post(ask.requestId, failure('busy', `${openAsksAllowed} questions of this window are open already.`));
        return;
      }
      let outcome: Outcome<unknown> | Promise<Outcome<unknown>>;
      try {
        outcome = run(ask);
      } catch (error) {
        outcome = defect(ask, error);
      }
      if (!(outcome instanceof Promise)) return post(ask.requestId, outcome);
      open += 1;
      void outcome
        .catch((error: unknown) => defect(ask, error))
        .then((answer) => {
          open -= 1;
          post(ask.requestId, answer);
        });
    },
    stop() {
      stopped = true;
    },
  };
}
