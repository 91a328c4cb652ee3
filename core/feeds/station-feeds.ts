import type { FeedSources } from '#contract/serve/serve.ts';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { conflictRules } from '#domain/conflicts/conflict.ts';
import type { EntityReference } from '#domain/journal/act.ts';
import type { FenceTracker } from '../features/geofences/fence-tracker.ts';
import type { LinkBoard } from '../features/links/link-board.ts';
import type { PhoneFeature } from '../features/phone/phone-feature.ts';
import type { Floors } from '../features/talk/floors.ts';
import type { Stores } from '../stores.ts';
import { createTimelines } from './timelines.ts';
import { createAgeingFeed, createLatestFeed } from './latest-feed.ts';

const endedCallsShownMs = 30 * 60_000;
const closedIncidentsShownMs = 12 * 3_600_000;
const complaintsOverShownMs = 12 * 3_600_000;

/** What changed since the last announcement, by feed. */
export type ChangedKeys = {
  readonly calls: Set<string>;
  readonly positions: Set<string>;
  /** Units with new fixes, and the time of the oldest of them. */
  readonly fixes: Map<string, number>;
  readonly quarantine: Set<string>;
  readonly radios: Set<string>;
  transmissions: boolean;
  radioMessages: boolean;
  alarms: boolean;
};

export function noChanges(): ChangedKeys {
  return { calls: new Set(), positions: new Set(), fixes: new Map(), quarantine: new Set(), radios: new Set(), transmissions: false, radioMessages: false, alarms: false };
}

/** The feeds of a station over its stores, and the ways to say that something changed. */
export function createStationFeeds(options: {
  stores: Stores;
  links: LinkBoard;
  now: () => number;
  syncStatus: () => SyncStatus;
  phone: Pick<PhoneFeature, 'feed' | 'ordersFeed'>;
  floors: Pick<Floors, 'feed'>;
  fences: Pick<FenceTracker, 'feed'>;
}) {
  const { stores, links, now } = options;
  const calls = createAgeingFeed(
    () => stores.calls.shownIds(now() - endedCallsShownMs),
    (id) => {
      const call = stores.calls.read(id);
      if (!call || (call.endedAtMs !== null && call.endedAtMs < now() - endedCallsShownMs)) return undefined;
      return { ...call, location: stores.callerFixes.of(call) };
    },
  );
  const incidents = createAgeingFeed(
    () => stores.incidents.shownIds(now() - closedIncidentsShownMs),
    (id) => {
      const incident = stores.incidents.read(id);
      return incident && (incident.closedAtMs === null || incident.closedAtMs >= now() - closedIncidentsShownMs) ? incident : undefined;
    },
  );
  const complaints = createAgeingFeed(
    () => stores.complaints.shownIds(now() - complaintsOverShownMs),
    (id) => {
      const complaint = stores.complaints.read(id);
      return complaint && (complaint.overAtMs === null || complaint.overAtMs >= now() - complaintsOverShownMs) ? complaint : undefined;
    },
  );
  const units = createLatestFeed(stores.units.ids, stores.units.read);
  const positions = createLatestFeed(stores.positions.unitIds, stores.positions.read);
  const linkFeed = createLatestFeed(() => links.all().map((link) => link.id), links.read);
  const quarantine = createLatestFeed(stores.quarantine.keys, stores.quarantine.read);
  const landmarks = createLatestFeed(stores.landmarks.ids, stores.landmarks.read);
  const obstacles = createAgeingFeed(stores.obstacles.ids, stores.obstacles.read);
  const radios = createLatestFeed(stores.radios.ids, stores.radios.read);
  const conflicts = createLatestFeed(stores.conflicts.ids, stores.conflicts.read);
  const sync = createLatestFeed(() => ['sync'], options.syncStatus);
  const timelines = createTimelines(stores.journal);

  const sources: FeedSources = {
    calls,
    incidents,
    complaints,
    units,
    positions,
    'fence-visits': options.fences.feed,
    links: linkFeed,
    obstacles,
    landmarks,
    conflicts,
    sync,
    phones: options.phone.feed,
    floors: options.floors.feed,
    'phone-orders': options.phone.ordersFeed,
    radios,
    quarantine,
    transmissions: stores.transmissions.feed,
    'radio-messages': stores.radioMessages.feed,
    alarms: stores.alarms.feed,
    timeline: timelines.feed(({ incidentId }) => `incident:${incidentId}`),
    'complaint-timeline': timelines.feed(({ complaintId }) => `complaint:${complaintId}`),
  };

  const idsOf = (kind: string, entities: readonly EntityReference[]): string[] =>
    entities.filter((entity) => entity.startsWith(`${kind}:`)).map((entity) => entity.slice(kind.length + 1));

  return {
    sources,
    syncChanged: () => sync.changed(['sync']),
    linksChanged: () => linkFeed.changed(linkFeed.keys()),
    announceActs(entities: readonly EntityReference[]): void {
      const incidentIds = idsOf('incident', entities);
      const unitIds = idsOf('unit', entities);
      // An incident shows which of its units another one has.
      incidents.changed(new Set([...incidentIds, ...unitIds.flatMap(stores.units.sentTo)]));
      units.changed(unitIds);
      calls.changed(new Set([...idsOf('call', entities), ...idsOf('number', entities).flatMap(stores.calls.openIdsOfNumber)]));
      complaints.changed(idsOf('complaint', entities));
      conflicts.changed(entities.flatMap((entity) => conflictRules.map((rule) => `${entity}|${rule}`)));
      obstacles.changed(idsOf('obstacle', entities));
      landmarks.changed(idsOf('landmark', entities));
      radios.changed(idsOf('radio', entities));
      positions.changed(idsOf('spoken', entities));
      if (idsOf('alarm', entities).length + idsOf('closing', entities).length > 0) stores.alarms.feed.announce();
      timelines.announce(entities);
    },
    announceFacts(changed: ChangedKeys): void {
      calls.changed(changed.calls);
      positions.changed(changed.positions);
      quarantine.changed(changed.quarantine);
      radios.changed(changed.radios);
      if (changed.transmissions) stores.transmissions.feed.announce();
      if (changed.radioMessages) stores.radioMessages.feed.announce();
      if (changed.alarms) stores.alarms.feed.announce();
    },
    /** Drops calls, incidents and complaints that have been over for long enough, and obstacles that are over. */
    dropOld(): void {
      calls.dropOld();
      incidents.dropOld();
      complaints.dropOld();
      obstacles.dropOld();
    },
  };
}
