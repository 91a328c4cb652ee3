import type { FeedParameters, FeedName, LatestUpdate, LogUpdate } from '../feeds.ts';
import type { MessageToClient, MessageToStation } from '../protocol.ts';
import { failure, type Failure } from '#domain/outcome/outcome.ts';
import type { Health } from '#domain/links/link.ts';
import { createPositionUnpacker } from '../packed-positions.ts';
import type { ClientClock } from './connection.ts';

type AnyUpdate = LatestUpdate<unknown> | LogUpdate<unknown>;
type UpdateMessage = Extract<MessageToClient, { kind: 'update' }>;

export type FollowOptions = {
  /** A log goes on behind this number. */
  readonly afterSeq?: number;
  /** A log starts at least this many entries before its end; without either, at its beginning. */
  readonly tail?: number;
  /** The station will never serve this feed as asked (unknown, wrong parameters). Without it, it is reported as a defect. */
  readonly onEnded?: (reason: Failure) => void;
};

type Follow = {
  readonly feed: FeedName;
  readonly parameters: FeedParameters<FeedName>;
  readonly onUpdate: (update: AnyUpdate) => unknown;
  readonly options: FollowOptions;
  /** The subscription on the port of now; each has its own number. */
  id: number | null;
  /** Reads what comes packed on the port of now. */
  unpack: ReturnType<typeof createPositionUnpacker> | null;
  /** Log feeds: where to resume. */
  cursor: number | undefined;
  last: AnyUpdate | null;
  /** Whether the reader was told that the station has trouble with the feed. */
  isTroubleTold: boolean;
  isReading: boolean;
  /** Came while the listener was still busy with the one before. At most one, since the station waits for its ack. */
  held: { readonly update: AnyUpdate; readonly from: UpdateMessage | null } | null;
  stopRetry: () => void;
};

/** A station that has trouble with a feed is asked for it again after this long. */
const retryMs = 2_000;

/** The feeds that are followed, from one port to the next. A listener is called with one update at a time. */
export function createFollowing(options: {
  clock: ClientClock;
  isLive: () => boolean;
  /** Of the port of now. */
  carriesArrays: () => boolean;
  post: (message: MessageToStation) => void;
  report: (message: string, error: unknown) => void;
}): {
  follow(feed: FeedName, parameters: FeedParameters<FeedName>, onUpdate: (update: AnyUpdate) => unknown, options: FollowOptions): () => void;
  updated(message: UpdateMessage): void;
  ended(message: { readonly id: number; readonly code: string; readonly sentence: string }): void;
  /** A port is live: everything is subscribed to again. */
  subscribeAll(): void;
  /** The port is gone. */
  pause(): void;
  stop(): void;
} {
  const { clock, post, report } = options;
  const followed = new Set<Follow>();
  const byId = new Map<number, Follow>();
  let lastId = 0;

  function subscribe(follow: Follow): void {
    forget(follow);
    const id = ++lastId;
    follow.id = id;
    byId.set(id, follow);
    const after = follow.cursor ?? follow.options.afterSeq;
    const { tail } = follow.options;
    follow.unpack = follow.feed === 'positions' && options.carriesArrays() ? createPositionUnpacker() : null;
    const packed = follow.unpack ? { packed: true } : {};
    const from = after !== undefined ? { after } : tail !== undefined ? { tail } : {};
    post({ kind: 'subscribe', id, feed: follow.feed, parameters: follow.parameters, ...packed, ...from });
  }

  function forget(follow: Follow): void {
    follow.stopRetry();
    follow.held = null;
    if (follow.id !== null) byId.delete(follow.id);
    follow.id = null;
  }

  function read(follow: Follow, update: AnyUpdate, from: UpdateMessage | null): void {
    if (follow.isReading) {
      follow.held = { update, from };
      return;
    }
    if (from?.cursor !== undefined) follow.cursor = from.cursor;
    follow.last = update;
    follow.isReading = true;
    let result: unknown;
    try {
      result = follow.onUpdate(update);
    } catch (error) {
      report(`a reader of ${follow.feed} failed`, error);
    }
    if (!(result instanceof Promise)) return wasRead(follow, from);
    result
      .catch((error: unknown) => report(`a reader of ${follow.feed} failed`, error))
      .finally(() => wasRead(follow, from))
      .catch((error: unknown) => report(`${follow.feed} could not be followed`, error));
  }

  function wasRead(follow: Follow, from: UpdateMessage | null): void {
    follow.isReading = false;
    if (from && follow.id === from.id) post({ kind: 'ack', id: from.id, number: from.number });
    const { held } = follow;
    follow.held = null;
    if (held) read(follow, held.update, held.from);
  }

  function remove(follow: Follow): void {
    followed.delete(follow);
    forget(follow);
  }

  return {
    follow(feed, parameters, onUpdate, followOptions) {
      const follow: Follow = {
        feed,
        parameters,
        onUpdate,
        options: followOptions,
        id: null,
        unpack: null,
        cursor: undefined,
        last: null,
        isTroubleTold: false,
        isReading: false,
        held: null,
        stopRetry: () => undefined,
      };
      followed.add(follow);
      if (options.isLive()) subscribe(follow);
      return () => {
        if (follow.id !== null) post({ kind: 'unsubscribe', id: follow.id });
        remove(follow);
      };
    },
    updated(message) {
      const follow = byId.get(message.id);
      if (!follow) return;
      follow.isTroubleTold = false;
      const changed = message.packed && follow.unpack?.(message.packed);
      read(follow, changed && message.update.mode === 'latest' ? { ...message.update, changed } : message.update, message);
    },
    ended({ id, code, sentence }) {
      const follow = byId.get(id);
      if (!follow) return;
      forget(follow);
      if (code !== 'defect' && code !== 'busy') {
        remove(follow);
        if (follow.options.onEnded) return follow.options.onEnded(failure(code, sentence));
        return report(`${follow.feed} cannot be followed`, new Error(sentence));
      }
      follow.stopRetry = clock.after(retryMs, () => subscribe(follow));
      if (follow.isTroubleTold) return;
      follow.isTroubleTold = true;
      report(`${follow.feed} was ended by the station`, new Error(sentence));
      if (follow.last) read(follow, brokenUpdate(follow.last, sentence), null);
    },
    subscribeAll() {
      for (const follow of followed) subscribe(follow);
    },
    pause() {
      for (const follow of followed) forget(follow);
    },
    stop() {
      for (const follow of [...followed]) remove(follow);
    },
  };
}

/** Tells the reader that what it shows is no longer kept up, as of the last update that was. */
function brokenUpdate(last: AnyUpdate, reason: string): AnyUpdate {
  const health: Health = { state: 'down', sinceMs: last.asOfMs, reason };
  return last.mode === 'latest'
    ? { mode: 'latest', snapshot: false, changed: [], removed: [], asOfMs: last.asOfMs, health }
    : { mode: 'log', entries: [], caughtUp: false, asOfMs: last.asOfMs, health };
}
