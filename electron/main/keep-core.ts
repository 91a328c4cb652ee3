import type { MessagePortMain } from 'electron';
import type { ToldByCore } from '#contract/core-process.ts';
import type { CoreAway } from '#contract/window-port.ts';
import type { CoreHome, CoreProcess } from './core-home.ts';
import type { ShellLog } from './shell-log.ts';
import { awayMessage, beginSupervision, superviseCore, type CoreEvent, type CoreOrder } from './supervise-core.ts';

const tickMs = 1000;
/** Core writes its last things; then it is killed, and what was acknowledged is on disk anyway. */
const stopWithinMs = 5000;

type CoreReady = Extract<ToldByCore, { kind: 'ready' }>;

export type KeptCore = {
  /** A port to the core that is up, or what to tell the window instead. A page asking for the first time may wake a core that was given up. */
  askFor(seat: string, isFirst: boolean): MessagePortMain | CoreAway;
  /** Resolves when the core process has ended. */
  stop(): Promise<void>;
};

/** Keeps one core running in `home` as `superviseCore` decides. `onChange` is called whenever windows are to be told anew. */
export function keepCore(options: {
  home: CoreHome;
  log: ShellLog;
  now: () => number;
  onReady: (core: CoreReady) => void;
  onRinging: (isOn: boolean) => void;
  onChange: () => void;
}): KeptCore {
  const { log } = options;
  let supervision = beginSupervision(options.now());
  let core: CoreProcess | null = null;
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;
  let ended: () => void = () => {};

  const apply = (event: CoreEvent): void => {
    const before = supervision.phase;
    const { next, order } = superviseCore(supervision, event, options.now());
    supervision = next;
    obey(order);
    if (next.phase !== before || event.kind === 'fatal') options.onChange();
  };
  const obey = (order: CoreOrder): void => {
    if (order === 'start') start();
    else if (order === 'ping') core?.tell({ kind: 'ping' });
    else if (order === 'stop') core?.tell({ kind: 'stop' });
    else if (order === 'kill') {
      log.warn('core does not answer and is killed');
      core?.kill();
    } else if (order !== null && order !== 'hand-over') restart = setTimeout(() => apply({ kind: 'due' }), order.startAfterMs);
  };
  const start = (): void => {
    const startedAtMs = options.now();
    core = options.home({
      onTold: (message) => told(message, startedAtMs),
      onExit(reason) {
        core = null;
        if (isStopping) return ended();
        log.warn('core is gone', { reason, attempt: supervision.attempt });
        apply({ kind: 'exited' });
      },
    });
  };
  const told = (message: ToldByCore, startedAtMs: number): void => {
    if (message.kind === 'pong') return apply({ kind: 'pong' });
    if (message.kind === 'ringing') return options.onRinging(message.isOn);
    if (message.kind === 'fatal') {
      log.warn('core cannot run', { code: message.code, sentence: message.sentence });
      return apply({ kind: 'fatal', sentence: message.sentence });
    }
    log.info('core is ready', { pid: core?.pid(), afterMs: Math.round(options.now() - startedAtMs) });
    options.onReady(message);
    apply({ kind: 'ready' });
  };

  start();
  const timer = setInterval(() => apply({ kind: 'tick' }), tickMs);
  return {
    askFor(seat, isFirst) {
      if (isFirst) apply({ kind: 'wanted' });
      return awayMessage(supervision) ?? core?.openPort(seat) ?? { kind: 'siaga-core', state: 'restarting', sentence: null, attempt: supervision.attempt };
    },
    async stop() {
      isStopping = true;
      clearInterval(timer);
      clearTimeout(restart);
      const running = core;
      if (running === null) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => running.kill(), stopWithinMs);
        ended = () => {
          clearTimeout(late);
          resolve();
        };
        running.tell({ kind: 'stop' });
      });
    },
  };
}
