import type { Port } from '../port.ts';
import { messageToClientSchema, protocolVersion, type MessageToClient, type MessageToStation, type Welcome } from '../protocol.ts';

export type ClientClock = { now(): number; after(ms: number, run: () => void): () => void };

export type ClientState = {
  readonly phase: 'connecting' | 'live' | 'down' | 'refused';
  /** When the phase began, on the client's clock, epoch milliseconds. */
  readonly sinceMs: number;
  /** What the station said of itself last; kept while it is down. */
  readonly welcome: Welcome | null;
  /** What to know or do while down or refused. */
  readonly sentence: string | null;
};

/** How often the port is looked at; an idle one is pinged then. */
const tickMs = 1_000;
/**
 * Ticks without a sign of life after which a port counts as dead: 4 to 5 s. Counted instead of timed, so that a window that
 * slept or was busy reads what has come meanwhile before it judges.
 */
const silentTicksAllowed = 4;

/** Keeps one port to the station open: opens, greets, watches, opens again. */
export function createConnection(options: {
  openPort: () => Promise<Port>;
  name: string;
  clock: ClientClock;
  retryDelaysMs: readonly number[];
  onLive: () => void;
  /** The port of the last `onLive` is gone, or the station refused. */
  onGone: () => void;
  onMessage: (message: MessageToClient) => void;
  report: (message: string, error: unknown) => void;
}): {
  state(): ClientState;
  onState(listener: (state: ClientState) => void): () => void;
  /** Does nothing while there is no live port. */
  post(message: MessageToStation): void;
  /** Whether the port of now does. */
  carriesArrays(): boolean;
  close(): void;
} {
  const { clock, report } = options;
  const listeners = new Set<(state: ClientState) => void>();
  let state: ClientState = { phase: 'connecting', sinceMs: clock.now(), welcome: null, sentence: null };
  /** Each attempt has its own number; what an earlier one still says is not heard. */
  let attempt = 0;
  let failedInARow = 0;
  let port: Port | null = null;
  let wasHeard = false;
  let silentTicks = 0;
  let stopTimer = (): void => undefined;
  let isClosed = false;

  /** `settle` runs before anybody hears of the change, so that a listener may already ask and follow in the new phase. */
  function change(next: Pick<ClientState, 'phase' | 'sentence'> & { welcome?: Welcome }, settle: () => void): void {
    const isNews = next.phase !== state.phase || next.sentence !== state.sentence;
    const sinceMs = next.phase === state.phase ? state.sinceMs : clock.now();
    state = { ...state, ...next, sinceMs };
    settle();
    if (!isNews) return;
    const told = state;
    for (const listener of [...listeners]) {
      try {
        listener(told);
      } catch (error) {
        report('a listener of the connection failed', error);
      }
    }
  }

  async function open(): Promise<void> {
    const mine = ++attempt;
    try {
      const opened = await Promise.resolve().then(options.openPort);
      if (mine !== attempt) return opened.close();
      begin(opened, mine);
    } catch (error) {
      if (mine === attempt) lose(error instanceof Error ? error.message : String(error));
    }
  }

  function begin(opened: Port, mine: number): void {
    port = opened;
    wasHeard = true;
    silentTicks = 0;
    opened.onMessage((raw) => {
      if (mine === attempt) receive(raw);
    });
    opened.onClose(() => {
      if (mine === attempt) lose('The connection to the station was lost.');
    });
    if (mine !== attempt) return;
    opened.post({ kind: 'hello', protocol: protocolVersion, name: options.name } satisfies MessageToStation);
    stopTimer = clock.after(tickMs, tick);
  }

  function receive(raw: unknown): void {
    wasHeard = true;
    const parsed = messageToClientSchema.safeParse(raw);
    if (!parsed.success) return report('a message of the station could not be read', parsed.error);
    const message = parsed.data;
    switch (message.kind) {
      case 'welcome':
        if (state.phase === 'live') return;
        failedInARow = 0;
        return change({ phase: 'live', sentence: null, welcome: message.welcome }, options.onLive);
      case 'refused':
        drop();
        return change({ phase: 'refused', sentence: message.sentence }, options.onGone);
      case 'pong':
        return;
      case 'answer':
      case 'update':
      case 'ended':
        return options.onMessage(message);
    }
  }

  function tick(): void {
    silentTicks = wasHeard ? 0 : silentTicks + 1;
    wasHeard = false;
    if (silentTicks >= silentTicksAllowed) return lose('The station has stopped answering.');
    if (silentTicks > 0) port?.post({ kind: 'ping' } satisfies MessageToStation);
    stopTimer = clock.after(tickMs, tick);
  }

  function drop(): void {
    attempt += 1;
    stopTimer();
    const dropped = port;
    port = null;
    dropped?.close();
  }

  function lose(sentence: string): void {
    drop();
    const delayMs = options.retryDelaysMs[Math.min(failedInARow, options.retryDelaysMs.length - 1)] ?? 0;
    failedInARow += 1;
    stopTimer = clock.after(delayMs, () => void open());
    change({ phase: 'down', sentence }, options.onGone);
  }

  void open();
  return {
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    post(message) {
      if (state.phase === 'live') port?.post(message);
    },
    carriesArrays: () => port?.carriesArrays ?? false,
    close() {
      if (isClosed) return;
      isClosed = true;
      listeners.clear();
      drop();
    },
  };
}
