import type { CommandInput, CommandName, CommandOutput } from '../commands.ts';
import type { FeedName, FeedParameters, FeedUpdate } from '../feeds.ts';
import type { Port } from '../port.ts';
import { failure, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { createAsking } from './asking.ts';
import { createConnection, type ClientClock, type ClientState } from './connection.ts';
import { createFollowing, type FollowOptions } from './following.ts';

export type { ClientState } from './connection.ts';

/** A station as a window, browser or tool sees it, whatever carries the port and however often it breaks. */
export type Client = {
  state(): ClientState;
  onState(listener: (state: ClientState) => void): () => void;
  /**
   * Never rejects. Codes of its own: `no-station` (not sent in time), `no-answer` (sent, fate unknown: ask again with the
   * same request id), `refused`, `closed`; from the station's gate: `invalid-input`, `unknown-command`, `busy`, `defect`.
   */
  ask<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options?: { readonly requestId?: string; readonly timeoutMs?: number },
  ): Promise<Outcome<CommandOutput<Name>>>;
  /**
   * One update at a time: the next comes when what `onUpdate` returned is done. Goes on by itself over a new port: a latest
   * feed with a new snapshot, a log behind the last entry read. Returns its stop.
   */
  follow<Name extends FeedName>(
    name: Name,
    parameters: FeedParameters<Name>,
    onUpdate: (update: FeedUpdate<Name>) => void | Promise<void>,
    options?: FollowOptions,
  ): () => void;
  close(): void;
};

const defaultRetryDelaysMs = [100, 250, 500, 1000, 2000];
const defaultTimeoutMs = 10_000;

/**
 * Connects to a station and stays connected until it is closed or the station refuses. `openPort` may take as long as it
 * likes; when it throws, its message is what the operator reads while the client is down.
 */
export function createClient(options: {
  openPort: () => Promise<Port>;
  /** Who asks, for the station's log. */
  name: string;
  clock: ClientClock;
  /** At most 64 characters, never twice the same. */
  newRequestId: () => string;
  /** The last one is repeated. */
  retryDelaysMs?: readonly number[];
  /** Something that must not happen in a correct program; the client goes on. */
  onDefect?: (message: string, error: unknown) => void;
}): Client {
  const { clock } = options;
  const report = (message: string, error: unknown): void => options.onDefect?.(message, error);
  const isLive = (): boolean => connection.state().phase === 'live';
  const asking = createAsking({ clock, isLive, post: (message) => connection.post(message) });
  const following = createFollowing({ clock, isLive, carriesArrays: () => connection.carriesArrays(), post: (message) => connection.post(message), report });
  let isClosed = false;

  const connection = createConnection({
    openPort: options.openPort,
    name: options.name,
    clock,
    retryDelaysMs: options.retryDelaysMs ?? defaultRetryDelaysMs,
    onLive() {
      asking.sendAll();
      following.subscribeAll();
    },
    onGone() {
      following.pause();
      const refusal = whyNever();
      if (refusal) asking.failAll(refusal);
    },
    onMessage(message) {
      if (message.kind === 'answer') asking.answered(message.requestId, message.outcome);
      if (message.kind === 'update') following.updated(message);
      if (message.kind === 'ended') following.ended(message);
    },
    report,
  });

  function whyNever(): Failure | null {
    if (isClosed) return failure('closed', 'This connection to the station was closed.');
    const { phase, sentence } = connection.state();
    return phase === 'refused' ? failure('refused', sentence ?? 'The station refused the connection.') : null;
  }

  return {
    state: connection.state,
    onState: connection.onState,
    async ask<Name extends CommandName>(name: Name, input: CommandInput<Name>, { requestId, timeoutMs }: { requestId?: string; timeoutMs?: number } = {}) {
      const never = whyNever();
      if (never) return never;
      const answer = await asking.ask(name, input, requestId ?? options.newRequestId(), timeoutMs ?? defaultTimeoutMs);
      // The station answers a command with its own output.
      return answer as Outcome<CommandOutput<Name>>;
    },
    follow(name, parameters, onUpdate, followOptions = {}) {
      if (isClosed) return () => undefined;
      // The station sends a feed's own updates.
      return following.follow(name, parameters, onUpdate as (update: unknown) => unknown, followOptions);
    },
    close() {
      isClosed = true;
      following.stop();
      connection.close();
      asking.failAll(failure('closed', 'This connection to the station was closed.'));
    },
  };
}
