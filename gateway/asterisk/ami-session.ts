import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { fieldOf, type AmiMessage } from './ami-message.ts';
import type { AmiLine, openAmiLine } from './ami-line.ts';
import { createAmiParser } from './ami-parser.ts';

/** Fields of an action; the order is kept and keys may repeat. */
export type AmiAction = readonly (readonly [key: string, value: string])[];
/** What the telephone system answered. `timeout` and `down` are ours: it did not answer, or cannot be asked. */
export type AmiAnswer = { readonly ok: boolean; readonly code: 'said' | 'timeout' | 'down' | 'unsafe'; readonly text: string };

export type AmiSession = {
  isUp(): boolean;
  /** Resolves with the answer, of a list when it is whole. Never rejects. */
  act(action: AmiAction, options?: { list?: boolean; timeoutMs?: number }): Promise<AmiAnswer>;
  close(): void;
};

const loginWithinMs = 5_000;
const bannerWithinMs = 1_000;
const answerWithinMs = 8_000;
const tickMs = 500;
/** Silence after which the telephone system is asked whether it is there, and after which it is not: a dead line shows within 10 s. */
const pingAfterMs = 3_000;
const deadAfterMs = 8_000;
const slowestRetryMs = 15_000;
/** A wrong password does not become right by asking often, and Asterisk logs each attempt. */
const refusedRetryMs = 60_000;
const slowestRefusedMs = 300_000;
const actionPrefix = 'siaga-';

/**
 * Keeps one session at Asterisk's manager: logs in, notices a dead line within 10 s by pings, comes back with growing and spread delays. Every
 * message is handed on, also those that answer actions. The secret is read for each attempt and written to the line only.
 */
export function createAmiSession(options: {
  open: (heard: Parameters<typeof openAmiLine>[1]) => AmiLine;
  user: string;
  readSecret: () => string | undefined;
  clock: Clock;
  log: Log;
  random?: () => number;
  onMessage: (message: AmiMessage) => void;
  onUp: () => void;
  onDown: (why: string) => void;
}): AmiSession {
  const { clock, log } = options;
  const random = options.random ?? Math.random;
  const waiting = new Map<string, { readonly list: boolean; readonly settle: (answer: AmiAnswer) => void }>();
  let line: AmiLine | null = null;
  let isUp = false;
  let isClosed = false;
  let lastId = 0;
  let failures = 0;
  let refusals = 0;
  let stopRetry: () => void = () => undefined;

  const write = (id: string, action: AmiAction): boolean => {
    const fields: AmiAction = [...action.slice(0, 1), ['ActionID', id], ...action.slice(1)];
    // A line break in a value would be another header, or another action.
    if (!fields.every(([key, value]) => isOneLine(key) && isOneLine(value))) return false;
    line?.write(`${fields.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n`);
    return true;
  };

  const ask = (action: AmiAction, list: boolean, timeoutMs: number): Promise<AmiAnswer> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = `${actionPrefix}${lastId}`;
      const stopTimer = clock.after(timeoutMs, () => settle({ ok: false, code: 'timeout', text: 'The telephone system did not answer in time.' }));
      const settle = (answer: AmiAnswer): void => {
        if (!waiting.delete(id)) return;
        stopTimer();
        resolve(answer);
      };
      waiting.set(id, { list, settle });
      if (!write(id, action)) settle({ ok: false, code: 'unsafe', text: 'A value has a line break or another control character.' });
    });

  const answer = (message: AmiMessage): void => {
    const id = fieldOf(message, 'ActionID');
    const response = fieldOf(message, 'Response');
    // An answer without an id can only be meant for the one action that waits.
    const [only] = waiting.size === 1 && id === undefined && response !== undefined ? waiting.values() : [];
    const asked = only ?? waiting.get(id ?? '');
    if (!asked) return;
    const isEndOfList = response === undefined && fieldOf(message, 'EventList')?.toLowerCase() === 'complete';
    const opensList = response === 'Success' && asked.list;
    if (isEndOfList || (response !== undefined && !opensList)) {
      asked.settle({ ok: isEndOfList || response !== 'Error', code: 'said', text: fieldOf(message, 'Message') ?? '' });
    }
  };

  const attempt = (): void => {
    let heardAtMs = clock.now();
    let tickedAtMs = heardAtMs;
    let isEnded = false;
    let isLoggingIn = false;
    let wasRefused = false;
    let fault: string | null = null;

    const end = (why: string): void => {
      if (isEnded) return;
      isEnded = true;
      stopWatch();
      stopBanner();
      line = null;
      for (const { settle } of [...waiting.values()]) settle({ ok: false, code: 'down', text: 'The connection to the telephone system broke.' });
      const wasUp = isUp;
      isUp = false;
      if (isClosed) return;
      failures = wasUp ? 1 : failures + 1;
      refusals = wasRefused ? refusals + 1 : 0;
      const delayMs = wasRefused
        ? Math.min(slowestRefusedMs, refusedRetryMs * 2 ** (refusals - 1)) * (1 + random() / 4)
        : 500 + random() * (Math.min(slowestRetryMs, 1_000 * 2 ** Math.min(failures, 8)) - 500);
      log.warn('no session at the telephone system', { why: fault ?? why, nextInMs: Math.round(delayMs) });
      stopRetry = clock.after(delayMs, attempt);
      options.onDown(fault ?? why);
    };
    const drop = (why: string): void => {
      fault ??= why;
      current.destroy();
      // A half-open line may never say that it is closed.
      end(why);
    };

    const login = (): void => {
      if (isLoggingIn || isEnded) return;
      isLoggingIn = true;
      const secret = options.readSecret();
      if (secret === undefined) {
        wasRefused = true;
        return drop('The password for the telephone system cannot be read.');
      }
      const action: AmiAction = [['Action', 'Login'], ['Username', options.user], ['Secret', secret], ['Events', 'agent,call,user,system']];
      void ask(action, false, loginWithinMs).then(({ ok, code, text }) => {
        if (isEnded) return;
        if (!ok) {
          wasRefused = code === 'said' || code === 'unsafe';
          return drop(wasRefused ? `The telephone system refused the login: ${code === 'unsafe' ? 'the password has a line break' : text}` : text);
        }
        isUp = true;
        refusals = 0;
        log.info('logged in at the telephone system');
        options.onUp();
      });
    };

    const parser = createAmiParser(
      (message) => {
        if (isEnded) return;
        answer(message);
        try {
          options.onMessage(message);
        } catch (error) {
          log.defect('a message of the telephone system could not be read', error);
        }
      },
      { onBanner: login },
    );
    const stopWatch = clock.every(tickMs, () => {
      const nowMs = clock.now();
      // This process slept: the silence was ours.
      if (nowMs - tickedAtMs > 4 * tickMs) heardAtMs = nowMs;
      tickedAtMs = nowMs;
      const silentMs = nowMs - heardAtMs;
      if (silentMs >= deadAfterMs) drop('The telephone system stopped answering.');
      else if (isUp && silentMs >= pingAfterMs) void ask([['Action', 'Ping']], false, answerWithinMs);
    });
    let stopBanner: () => void = () => undefined;
    const current: AmiLine = options.open({
      opened: () => {
        heardAtMs = clock.now();
        stopBanner = clock.after(bannerWithinMs, login);
      },
      bytes: (bytes) => {
        heardAtMs = clock.now();
        parser.push(bytes);
      },
      ended: end,
    });
    line = current;
  };
  attempt();

  return {
    isUp: () => isUp,
    act(action, { list = false, timeoutMs = answerWithinMs } = {}) {
      return isUp ? ask(action, list, timeoutMs) : Promise.resolve({ ok: false, code: 'down', text: 'There is no session at the telephone system.' });
    },
    close() {
      isClosed = true;
      stopRetry();
      if (isUp) write(`${actionPrefix}bye`, [['Action', 'Logoff']]);
      line?.destroy();
    },
  };
}

/** Without line breaks and other controls: what may stand in an action. */
function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}
