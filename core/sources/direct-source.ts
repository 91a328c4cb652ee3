import type { Decoded, Message } from '#domain/facts/fact.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { dvmhostLook } from './dvmhost/dvmhost-look.ts';
import { listenForEvents } from './hblink4/event-socket.ts';
import { pollProgram, type Look } from './poll/poller.ts';
import type { Judgement } from './source-health.ts';
import type { AskedPlan } from './source-plan.ts';
import type { SourceTally } from './source-tally.ts';

/** As much as the largest answer that is read. */
const mostBytes = 1024 * 1024;

/** A source without a broker: a program that connects to this station, or one that this station asks. */
export type DirectSource = { readonly tally: SourceTally; health(): Judgement; close(): Promise<void> };

/** Null for a source that speaks at a broker. `onHealth` is never called before this function has returned. */
export function openDirectSource(options: {
  tally: SourceTally;
  clock: Clock;
  log: Log;
  readSecret: (name: string) => string | undefined;
  decode: (message: Message) => Decoded;
  deliver: (message: Message, decoded: Decoded) => void;
  onHealth: (source: DirectSource) => void;
}): DirectSource | null {
  const { tally, clock, log } = options;
  const { id, listen, asked } = tally.plan;
  const hear = (topic: string, payload: Uint8Array): { message: Message; decoded: Decoded } => {
    const message: Message = { topic, payload, retained: false, receivedAtMs: clock.now() };
    const decoded = options.decode(message);
    tally.hear(message, decoded);
    return { message, decoded };
  };
  if (listen !== null) {
    const receive = (payload: Uint8Array): void => {
      const { message, decoded } = hear(id, payload);
      options.deliver(message, decoded);
    };
    const socket: DirectSource = { tally, ...listenForEvents({ clock, log, address: listen, receive, onHealth: () => options.onHealth(socket) }) };
    return socket;
  }
  if (asked === null) return null;
  /** Ways whose last answer said that nothing goes on: the same again is no news, and nothing to keep. */
  const quiet = new Set<string>();
  const receive = (path: string, payload: Uint8Array): boolean => {
    const { message, decoded } = hear(path, payload);
    const isQuiet = decoded.ok && decoded.facts.every((fact) => fact.kind === 'producer' || (fact.kind === 'radio' && fact.signal.phase === 'silence'));
    if (!isQuiet || !quiet.has(path)) options.deliver(message, decoded);
    if (isQuiet) quiet.add(path);
    else quiet.delete(path);
    return decoded.ok;
  };
  const { url, paths, authorityFile } = asked;
  const onHealth = (): void => {
    if (program.health().state === 'down') quiet.clear();
    options.onHealth(program);
  };
  const program: DirectSource = { tally, ...pollProgram({ url, paths, authorityFile, look: lookOf(asked, options.readSecret), mostBytes, clock, log, receive, onHealth }) };
  return program;
}

function lookOf({ url, passwordSecret }: AskedPlan, readSecret: (name: string) => string | undefined): Look {
  return passwordSecret === null ? (ask, path) => ask({ path }) : dvmhostLook({ passwordSecret, where: new URL(url).host, readSecret });
}
