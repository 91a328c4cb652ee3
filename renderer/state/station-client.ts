import type { CommandInput, CommandName, CommandOutput } from '#contract/commands.ts';
import type { FeedName, FeedParameters, FeedUpdate } from '#contract/feeds.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { StationState } from './station-state.ts';

/** What the window needs of its station, whatever carries it. */
export type StationClient = {
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Outcome<CommandOutput<Name>>>;
  follow<Name extends FeedName>(
    name: Name,
    parameters: FeedParameters<Name>,
    onUpdate: (update: FeedUpdate<Name>) => void,
    options?: { readonly tail?: number },
  ): () => void;
  readonly state: { get(): StationState; subscribe(listener: () => void): () => void };
};
