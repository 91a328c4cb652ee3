import { feeds, type FeedItem, type FeedParameters, type LatestFeedName, type LogFeedName } from '#contract/feeds.ts';
import type { LatestUpdate, LogUpdate } from '#contract/feeds.ts';
import type { Client } from '#contract/client/client.ts';
import { followedView, type FollowedView } from './followed-view.ts';
import { emptyLatestView, foldLatest, type LatestView } from './latest-view.ts';
import { emptyLogView, foldLog, type LogView } from './log-view.ts';
import { stationStateStore, type StationState } from './station-state.ts';
import { createTicker } from './ticker.ts';
import { createStationClock, type StationClock } from './station-clock.ts';

/** What the window holds of its station: one client, one clock, and each followed feed once, however many panels read it. */
export type Station = {
  readonly client: Client;
  /** How the station answers. */
  readonly state: FollowedView<StationState>;
  readonly clock: StationClock;
  /** The clock, announced at every full second. */
  readonly seconds: FollowedView<number>;
  latest<Name extends LatestFeedName>(name: Name): FollowedView<LatestView<FeedItem<Name>>>;
  log<Name extends LogFeedName>(
    name: Name,
    parameters: FeedParameters<Name>,
    tail: number,
  ): FollowedView<LogView<FeedItem<Name>>>;
};

export function createStation(client: Client): Station {
  const clock = createStationClock(Date.now);
  const views = new Map<string, unknown>();

  function kept<View>(key: string, make: () => FollowedView<View>): FollowedView<View> {
    const known = views.get(key) as FollowedView<View> | undefined;
    if (known) return known;
    const made = make();
    views.set(key, made);
    return made;
  }

  return {
    client,
    state: stationStateStore(client),
    clock,
    seconds: createTicker(1_000, clock.nowMs),
    latest(name) {
      type Item = FeedItem<typeof name>;
      const { key } = feeds[name];
      const keyOf = (item: Item): string => String((item as Readonly<Record<string, unknown>>)[key]);
      return kept(name, () =>
        followedView<LatestView<Item>, LatestUpdate<Item>>({
          empty: emptyLatestView,
          follow: (onUpdate) =>
            client.follow(name, {} as FeedParameters<typeof name>, (update) => {
              clock.heard(update.asOfMs);
              return onUpdate(update as LatestUpdate<Item>);
            }),
          fold: (view, updates) => foldLatest(view, updates, keyOf),
          onIdle: () => views.delete(name),
        }),
      );
    },
    log(name, parameters, tail) {
      type Item = FeedItem<typeof name>;
      const viewKey = `${name} ${JSON.stringify(parameters)} ${tail}`;
      return kept(viewKey, () =>
        followedView<LogView<Item>, LogUpdate<Item>>({
          empty: emptyLogView,
          follow: (onUpdate) =>
            client.follow(
              name,
              parameters,
              (update) => {
                clock.heard(update.asOfMs);
                return onUpdate(update as LogUpdate<Item>);
              },
              { tail },
            ),
          fold: (view, updates) => foldLog(view, updates, tail),
          onIdle: () => views.delete(viewKey),
        }),
      );
    },
  };
}
