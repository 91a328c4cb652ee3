import { join } from 'node:path';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import { createCommandHandlers } from './command-handlers.ts';
import type { Core, CoreOptions } from './core-options.ts';
import { outboxFileName } from './db/attach-outbox.ts';
import { ballastFileName, createBallast } from './db/ballast.ts';
import type { Database } from './db/database.ts';
import type { Lease } from './db/lease.ts';
import { createStorage } from './db/storage.ts';
import { createStorageAlarm } from './features/alarms/storage-alarm.ts';
import { createSyncAlarms } from './features/alarms/sync-alarms.ts';
import { besideTheSeats, openTalk } from './features/talk/open-talk.ts';
import { createPhoneFeature } from './features/phone/phone-feature.ts';
import { createRecordingsFeature } from './features/recordings/recordings-feature.ts';
import { createFenceTracker } from './features/geofences/fence-tracker.ts';
import { siteFences } from './features/geofences/site-fences.ts';
import { createLinkBoard } from './features/links/link-board.ts';
import { examineStation } from './features/station/doctor.ts';
import { createStationFeeds, noChanges } from './feeds/station-feeds.ts';
import { createHeardHistory } from './ingest/heard-history.ts';
import { callUploadDoorOf } from './http/call-upload-door-of.ts';
import { createIntake } from './ingest/intake.ts';
import { createFactReceiver } from './ingest/receive-fact.ts';
import { createJournal } from './journal/journal.ts';
import { createOutbox } from './journal/outbox.ts';
import { createOutgoingPump } from './journal/outgoing-pump.ts';
import { createSafeFile, safeFileName } from './journal/safe-file.ts';
import { openMap } from './open-map.ts';
import { createOpenPorts } from './open-ports.ts';
import { onDataFolder, wantRebuild } from './rebuild/open-or-rebuild.ts';
import { readMapOfSite, type MapOfSite } from './resources.ts';
import { createHealthNews, createService } from './create-service.ts';
import { createSources } from './sources/sources.ts';
import { createCallPuller } from './sources/telephony/pull-call.ts';
import type { SiteBroker } from './sync/seats.ts';
import { withOwnCertificate } from './sync/identity.ts';
import { openStationSync } from './sync/station-sync.ts';
import type { SyncAlarm } from './sync/sync-parts.ts';
import { startUpkeep } from './station-upkeep.ts';
import { createAutomaticStatuses } from './features/radio-messages/automatic-statuses.ts';
import { createStores, entityTables } from './stores.ts';
import { watchDamage } from './watch-damage.ts';

/** The station: sole owner of its data folder, its brokers and its files. Refuses with a sentence instead of throwing. */
export function createCore(options: CoreOptions): Outcome<Core> {
  const map = readMapOfSite(options.resources);
  if (!map.ok) return map;
  return onDataFolder(options.dataDir, (database, lease) => {
    const running: (() => unknown)[] = [];
    let core: Outcome<Core> | null = null;
    try {
      core = assembleCore(options, map.value, database, lease, running);
      return core;
    } finally {
      // A database that proves damaged only now: the next attempt must be the only one that runs.
      if (core?.ok !== true) for (const end of running) void end();
    }
  });
}

/** `running` gets what is to be ended when the rest fails. */
function assembleCore(options: CoreOptions, map: MapOfSite, database: Database, lease: Lease, running: (() => unknown)[]): Outcome<Core> {
  const { islands } = map;
  const { dataDir, profile, clock, log, version } = options;
  const now = (): number => clock.now();
  const startedAtMs = now();
  const stores = createStores({ database, profile, islandAt: islands.islandAt, now });

  const links = createLinkBoard({
    profile,
    startedAtMs,
    now,
    sourceLinks: () => sources.links(),
    waiting: stores.outgoing.count,
    storageFault: () => storage.fault(),
    centralLink: () => sync.link(),
    phoneLink: () => phone.board.link(),
    recordingLink: () => recordings.link(),
    routesTrouble: () => mapOfStation.routes.trouble(),
  });
  const healthNews = createHealthNews();
  const linksChanged = (): void => {
    feeds.linksChanged();
    healthNews.tell();
  };
  const mapOfStation = openMap({ dataDir, resources: options.resources, profile, map, stores, clock, log, changed: linksChanged });
  running.push(mapOfStation.close);
  const alarm = createStorageAlarm({ alarms: stores.alarms, now, attempt: (work) => storage.attempt(work), raised: () => stores.alarms.feed.announce() });
  const damaged = (): void => {
    log.warn('the database is damaged and is rebuilt at the next start', { dataDir });
    wantRebuild(dataDir);
    options.onDamaged?.();
  };
  const storage = createStorage({ database, log, changed: linksChanged, ballast: createBallast(join(dataDir, ballastFileName), dataDir), alarm, damaged });
  const outbox = createOutbox({ database, station: profile.station.id, hasCentral: profile.central !== undefined, file: join(dataDir, outboxFileName) });
  const journal = createJournal({
    database,
    store: stores.journal,
    outgoing: stores.outgoing,
    tables: entityTables(stores),
    conflicts: stores.conflicts,
    station: profile.station.id,
    clock,
    storage,
    outbox,
    safeFile: createSafeFile(join(options.safeFolder ?? dataDir, safeFileName)),
    aloneSinceMs: () => sync.aloneSinceMs(),
  });
  const phone = createPhoneFeature({
    ...{ profile, store: stores.phone, journal, clock, keep: storage.attempt, linksChanged },
    readClaim: stores.calls.readClaim,
  });
  const recordings = createRecordingsFeature({
    ...{ dataDir, profile, store: stores.recordings, journal, events: stores.journal, clock, log, keep: storage.attempt, linksChanged, phones: phone.board.all },
    incidentOf: (callId) => stores.calls.readClaim(callId)?.incidentId ?? null,
    central: () => sync,
  });
  const floors = openTalk({ profile, stores, clock, log, keep: storage.attempt, broker: () => siteBroker });
  const fences = createFenceTracker({ fences: siteFences(profile, map), fixesBetween: stores.positions.fixesBetween, clock });
  const feeds = createStationFeeds({ stores, links, now, syncStatus: () => sync.status(), phone, floors, fences });
  const lazily = { keep: (work: () => void) => keepUp(work), raise: (alarm: SyncAlarm) => syncAlarms.raise(alarm), fetchAgain: () => sync.fetchAgain() };
  const damage = watchDamage({ database, stores, journal, outbox, storage, clock, log, ...lazily });
  damage.begin();
  storage.begin(journal.reconcile);
  const syncAlarms = createSyncAlarms({ stores, station: profile.station.id, now, attempt: (work) => storage.attempt(work) });
  const siteBrokerId = profile.brokers[0]?.id;
  const siteBroker: SiteBroker = {
    isLive: () => siteBrokerId !== undefined && sources.isLive(siteBrokerId),
    publish: (topic, payload) => sources.publish(siteBrokerId ?? '', topic, payload, { qos: 1, retain: false }),
  };
  const openedSync = openStationSync({
    ...{ dataDir, profile, database, journal, outbox, clock, log },
    readSecret: options.readSecret,
    store: stores.journal,
    broker: siteBroker,
    heard: { store: stores.heard, history: { takeUp: (messages) => history.takeUp(messages), end: () => history.end() }, keep: (work) => keepUp(work) },
    recordings: recordings.toSend,
    raise: syncAlarms.raise,
    changed() {
      feeds.syncChanged();
      linksChanged();
    },
  });
  if (!openedSync.ok) {
    database.close();
    return openedSync;
  }
  const sync = openedSync.value;

  const takeStatuses = createAutomaticStatuses({ codes: profile.radioStatuses, messages: stores.radioMessages, units: stores.units, journal, now });
  let changed = noChanges();
  const announceFacts = (): void => {
    const announced = changed;
    changed = noChanges();
    feeds.announceFacts(announced);
    fences.heard(announced.fixes);
    if (announced.radioMessages) takeStatuses();
  };
  const receiver = createFactReceiver({ stores, profile, changed: () => changed, now });
  const history = createHeardHistory({ stores, heard: stores.heard, profile, decode: (sourceId, message) => sources.decode(sourceId, message), changed: () => changed, now });
  const intake = createIntake({
    database,
    clock,
    log,
    storage,
    receiver,
    quarantine: (sourceId, message, reason) => changed.quarantine.add(stores.quarantine.receive(sourceId, message, reason)),
    counts: stores.counts,
    keepHeard: history.keep,
    committed: announceFacts,
  });
  const sources = createSources({
    profile: withOwnCertificate(profile, dataDir),
    clientId: `siaga-${profile.site.id}-${profile.station.id}`,
    readSecret: options.readSecret,
    clock,
    log,
    deliver: intake.take,
    onLinks: linksChanged,
    tap: { broker: siteBrokerId, ...besideTheSeats(sync, floors) },
  });
  running.push(sources.close);
  const uploads = callUploadDoorOf({ profile, readSecret: options.readSecret, recordings, intake, recentOvers: stores.transmissions.recent, now, log });
  const pump = createOutgoingPump({ store: stores.outgoing, ...siteBroker, clock, log, onSent: feeds.linksChanged });

  const keepUp = (work: () => void): boolean => {
    const bringBack = receiver.remember();
    const isKept = storage.attempt(work);
    if (isKept) announceFacts();
    else bringBack();
    return isKept;
  };
  const stops = [
    sources.onLive(() => {
      pump.wake();
      sync.brokerLive();
    }),
    journal.onRecorded(({ entities, hasOutgoing, isOwn, newConflicts }) => {
      feeds.announceActs(entities);
      if (entities.some((entity) => entity.startsWith('obstacle:'))) mapOfStation.routes.obstaclesChanged();
      syncAlarms.tellOf(newConflicts);
      if (isOwn) sync.recorded();
      if (!hasOutgoing) return;
      feeds.linksChanged();
      pump.wake();
    }),
    damage.stop,
    ...startUpkeep({ clock, stores, storage, journal, feeds, damage, receiver, sources, phone, recordings, keepUp, onRinging: (isOn) => options.onRinging?.(isOn) }),
    floors.close,
    fences.close,
  ];
  running.push(...stops);

  const examine: Core['examine'] = ({ thorough }) =>
    examineStation({
      thorough,
      database,
      journal: stores.journal,
      dataDir,
      nowMs: now(),
      links: links.all(),
      counts: stores.counts.all(),
      phoneChecks: [...phone.checks(), ...recordings.checks(), ...uploads.checks(), mapOfStation.routes.check(), ...mapOfStation.places.checks()],
      lastActAtMs: stores.journal.newestOfStation(profile.station.id)?.atMs ?? 0,
    });
  const pullCall = createCallPuller({ profile, sources, readCall: stores.calls.readCall, now, log });
  const handlers = createCommandHandlers({
    profile,
    version,
    stores,
    journal,
    ...mapOfStation,
    now,
    pullCall: (pull) => void (phone.answerCall(pull.asker, pull.callId) || pullCall(pull)),
    phone,
    floors,
    recordings,
    fences,
    readSecret: options.readSecret,
    examine: () => examine({ thorough: false }),
  });
  const service = createService({
    profile,
    version,
    startedAtMs,
    handlers,
    feeds: feeds.sources,
    health: links.health,
    onHealth: healthNews.listen,
    now,
    log,
    storage,
  });
  const ports = createOpenPorts(service);
  let closing: Promise<void> | null = null;
  sync.start();
  damage.start();
  takeStatuses();
  log.info('core is ready', { dataDir, site: profile.site.id, station: profile.station.id, exercise: profile.exercise });

  const close = async (): Promise<void> => {
    ports.close();
    for (const stop of stops) stop();
    try {
      await sync.close();
      await uploads.close();
      intake.flush();
      await sources.close();
      await pump.close();
      await recordings.close();
      await mapOfStation.close();
      intake.close();
    } finally {
      database.close();
      lease.release();
    }
  };
  return success({
    examine,
    hear(sourceId, payload, fault) {
      const message = { topic: `${sourceId}/`, payload, retained: false, receivedAtMs: now() };
      const decoded = closing ? undefined : sources.decode(sourceId, message);
      if (!decoded) return Promise.resolve(false);
      return new Promise((resolve) => intake.take(sourceId, message, fault === null ? decoded : { ok: false, reason: fault }, () => resolve(true)));
    },
    serve: ports.serve,
    close: () => (closing ??= close()),
  });
}
