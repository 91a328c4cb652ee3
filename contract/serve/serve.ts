import type { z } from 'zod';
import type { CommandName, CommandOutput, ParsedInput } from '../commands.ts';
import type { FeedItem, feeds, FeedName, LatestFeedName, LogFeedName } from '../feeds.ts';
import type { Port } from '../port.ts';
import { messageToStationSchema, protocolVersion, type MessageToClient, type Welcome } from '../protocol.ts';
import type { Health } from '#domain/links/link.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { createAnswering } from './answering.ts';
import { createSubscriptions } from './subscriptions.ts';

/** Who is behind a port. The home that opened it decides this, never the client. */
export type Asker = { readonly operator: string; readonly seat: string; readonly supervisor?: boolean };

export type Handlers = {
  [Name in CommandName]: (
    input: ParsedInput<Name>,
    asker: Asker,
    requestId: string,
  ) => Outcome<CommandOutput<Name>> | Promise<Outcome<CommandOutput<Name>>>;
};

export type ParsedParameters<Name extends FeedName> = z.output<(typeof feeds)[Name]['parameters']>;

/** Newest values by key. Whoever changes one names its key; it is read when the reader is ready for it. */
export type LatestSource<Item, Parameters = unknown> = {
  keys(parameters: Parameters): readonly string[];
  /** Undefined for what no longer exists. */
  read(key: string): Item | undefined;
  /** The listener is never called before `subscribe` has returned. */
  subscribe(parameters: Parameters, onChanged: (keys: readonly string[]) => void): () => void;
};

/** A numbered log. Numbers rise, need not be without gaps, and are never given twice. */
export type LogSource<Item, Parameters = unknown> = {
  /** The first `limit` entries behind a number, in order. */
  read(parameters: Parameters, afterSeq: number, limit: number): readonly { seq: number; item: Item }[];
  /** 0 when there is nothing. */
  lastSeq(parameters: Parameters): number;
  /** The listener is never called before `subscribe` has returned. */
  subscribe(parameters: Parameters, onMore: () => void): () => void;
};

export type FeedSources = { readonly [Name in LatestFeedName]: LatestSource<FeedItem<Name>, ParsedParameters<Name>> } & {
  readonly [Name in LogFeedName]: LogSource<FeedItem<Name>, ParsedParameters<Name>>;
};

/** What a station offers behind its ports. */
export type Service = {
  readonly handlers: Handlers;
  readonly feeds: FeedSources;
  health(feed: FeedName): Health;
  /** Tells that a feed's health may have changed. */
  onHealth(listener: (feed: FeedName) => void): () => void;
  now(): number;
  welcome(asker: Asker): Welcome;
  readonly log: { defect(message: string, error: unknown): void; warn(message: string, details?: object): void };
};

/**
 * Serves one window, browser or tool behind a port: handshake, questions, feeds. Whatever arrives, it neither throws nor
 * grows: questions and subscriptions are capped, and a feed holds at most one update on the way. Returns its stop.
 */
export function serve(port: Port, service: Service, asker: Asker): () => void {
  const post = (message: MessageToClient): void => port.post(message);
  const answering = createAnswering({ service, asker, post });
  const subscriptions = createSubscriptions({ service, post });
  let phase: 'greeting' | 'serving' | 'refused' | 'stopped' = 'greeting';
  let unreadable = 0;

  port.onClose(stop);
  port.onMessage((raw) => {
    if (phase === 'refused' || phase === 'stopped') return;
    try {
      receive(raw);
    } catch (error) {
      service.log.defect(`a message of ${asker.seat} broke the contract`, error);
    }
  });

  function receive(raw: unknown): void {
    const parsed = messageToStationSchema.safeParse(raw);
    if (!parsed.success) return rejectUnreadable(raw);
    const message = parsed.data;
    if (message.kind === 'hello') return greet(message);
    if (phase !== 'serving') return reject(message, 'no-hello', 'The station wants a greeting with the protocol version first.');
    switch (message.kind) {
      case 'ask':
        return answering.answer(message);
      case 'subscribe':
        return subscriptions.subscribe(message);
      case 'ack':
        return subscriptions.acknowledge(message.id, message.number);
      case 'unsubscribe':
        return subscriptions.unsubscribe(message.id);
      case 'ping':
        return post({ kind: 'pong' });
    }
  }

  function greet(hello: { protocol: number; name: string }): void {
    if (phase !== 'greeting') return reject(hello, 'second-hello', 'This port is greeted already.');
    if (hello.protocol === protocolVersion) {
      phase = 'serving';
      return post({ kind: 'welcome', welcome: service.welcome(asker) });
    }
    const older = hello.protocol < protocolVersion ? 'this window' : 'the station';
    refuse('protocol', `This window speaks protocol ${hello.protocol}, the station speaks ${protocolVersion}: update ${older}.`);
  }

  function refuse(code: string, sentence: string): void {
    phase = 'refused';
    service.log.warn('a client was refused', { seat: asker.seat, code, sentence });
    subscriptions.stop();
    post({ kind: 'refused', code, sentence });
  }

  function rejectUnreadable(raw: unknown): void {
    const isHello = phase === 'greeting' && fieldOf(raw, 'kind') === 'hello';
    if (isHello) return refuse('malformed', 'The greeting of this window could not be read: update it.');
    reject(raw, 'malformed', 'This message could not be read.');
  }

  /** Counts what cannot be served, says so where an id can be read, and logs the 1st, 10th, 100th … */
  function reject(raw: unknown, code: string, sentence: string): void {
    unreadable += 1;
    const kind = fieldOf(raw, 'kind');
    if (Number.isInteger(Math.log10(unreadable))) {
      service.log.warn('a message was rejected', { seat: asker.seat, code, kind: shortText(kind), count: unreadable });
    }
    const requestId = fieldOf(raw, 'requestId');
    const id = fieldOf(raw, 'id');
    if (kind === 'ask' && typeof requestId === 'string' && requestId.length <= 256) {
      post({ kind: 'answer', requestId, outcome: { ok: false, code, sentence } });
    } else if (kind === 'subscribe' && typeof id === 'number' && Number.isSafeInteger(id)) {
      post({ kind: 'ended', id, code, sentence });
    }
  }

  function stop(): void {
    if (phase === 'stopped') return;
    phase = 'stopped';
    answering.stop();
    subscriptions.stop();
    port.close();
  }
  return stop;
}

function fieldOf(raw: unknown, field: string): unknown {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, field) ? (raw as Record<string, unknown>)[field] : undefined;
}

function shortText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : typeof value;
}
