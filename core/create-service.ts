import { feeds, isFeedName, type FeedName } from '#contract/feeds.ts';
import type { Profile } from '#contract/profile.ts';
import { protocolVersion } from '#contract/protocol.ts';
import type { Handlers, Service } from '#contract/serve/serve.ts';
import type { Storage } from './db/storage.ts';
import { guardHandlers } from './guard-handlers.ts';
import type { Log } from './log.ts';

const feedNames: readonly FeedName[] = Object.keys(feeds).filter(isFeedName);

/** Tells whoever follows feeds that their health may have changed: any link may be one they live from. */
export function createHealthNews(): { listen: Service['onHealth']; tell(): void } {
  const listeners = new Set<(feed: FeedName) => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) feedNames.forEach(listener);
    },
  };
}

/** What core offers behind its ports: its feeds, its guarded commands, and how it introduces itself. */
export function createService(
  options: Pick<Service, 'feeds' | 'health' | 'onHealth' | 'now'> & {
    profile: Profile;
    version: string;
    startedAtMs: number;
    handlers: Handlers;
    log: Log;
    storage: Pick<Storage, 'tell' | 'failed'>;
  },
): Service {
  const { profile, version, startedAtMs, log, storage, health, onHealth, now } = options;
  return {
    handlers: guardHandlers(options.handlers, storage.tell),
    feeds: options.feeds,
    health,
    onHealth,
    now,
    welcome: (asker) => ({
      protocol: protocolVersion,
      station: profile.station.name,
      site: profile.site.name,
      exercise: profile.exercise,
      operator: asker.operator,
      version,
      startedAtMs,
    }),
    log: { ...log, defect: storage.failed },
  };
}
