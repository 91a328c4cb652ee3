import type { Port } from '#contract/port.ts';
import type { Profile } from '#contract/profile.ts';
import { protocolVersion } from '#contract/protocol.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import { serve, type Asker, type Handlers, type Service } from '#contract/serve/serve.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import { createGazetteer } from '#domain/places/gazetteer.ts';
import { createIslands } from '#domain/places/islands.ts';
import type { Clock } from './clock.ts';
import { inTransaction, storageFault } from './db/database.ts';
import { takeLease } from './db/lease.ts';
import { openStationDatabase } from './db/open-station-database.ts';
import { createAlarmHandlers } from './features/alarms/handlers.ts';
import { createCallHandlers } from './features/calls/handlers.ts';
import { createDispatchHandlers } from './features/dispatch/handlers.ts';
import { createDraftHandlers } from './features/drafts/handlers.ts';
import { createIncidentHandlers } from './features/incidents/handlers.ts';
import { createLinkBoard } from './features/links/link-board.ts';
import { createPlaceHandlers } from './features/places/handlers.ts';
import { createQuarantineHandlers } from './features/quarantine/handlers.ts';
import { examineStation } from './features/station/doctor.ts';
import { createStationHandlers } from './features/station/handlers.ts';
import { createUnitHandlers } from './features/units/handlers.ts';
import { createStationFeeds, noChanges } from './feeds/station-feeds.ts';
import { createIntake } from './ingest/intake.ts';
import { createFactReceiver } from './ingest/receive-fact.ts';
import { createJournal } from './journal/journal.ts';
import { createOutgoingPump } from './journal/outgoing-pump.ts';
import type { Log } from './log.ts';
import { readResource } from './resources.ts';
import { createSources } from './sources/sources.ts';
import { createCallPuller } from './sources/telephony/pull-call.ts';
import { createStores } from './stores.ts';

export type CoreOptions = {
  readonly dataDir: string;
  readonly profile: Profile;
  readonly resources: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly readSecret: (name: string) => string | undefined;
};

export type Core = {
  /** Serves one window, tool or browser behind a port; returns its stop. */
  serve(port: Port, asker: Asker): () => void;
  examine(): DoctorReport;
  close(): Promise<void>;
};

const upkeepMs = 60_000;
const staleCheckMs = 500;
const fixesKeptMs = 30 * 86_400_000;
const heardKeptMs = 86_400_000;
const defaultRadioTimeoutMs = 180_000;
/** A trunked call stands in a list each second while it lasts. */
const listedCallTimeoutMs = 10_000;

/** The station: sole owner of its data folder, its brokers and its files. Refuses with a sentence instead of throwing. */
export function createCore(options: CoreOptions): Outcome<Core> {
  const { dataDir, profile, clock, log, version } = options;
  const lease = takeLease(dataDir, process.pid);
  if (!lease.ok) return lease;
  const opened = openStationDatabase(dataDir);
  if (!opened.ok) {
    lease.value.release();
    return opened;
  }
  const database = opened.value;
  const now = (): number => clock.now();
  const startedAtMs = now();
  const islands = createIslands(readResource(options.resources, 'map', 'islands.geojson'));
  const gazetteer = createGazetteer(readResource(options.resources, 'gazetteer', 'places.json'), islands.islandAt);
  const stores = createStores({ database, profile, islandAt: islands.islandAt, now });
  const journal = createJournal({
    database,
    store: stores.journal,
    outgoing: stores.outgoing,
    readTables: [stores.incidents.readTable, stores.units.readTable, stores.calls.readTable, stores.alarms.readTable],
    station: profile.station.id,
    clock,
  });

  const links = createLinkBoard({
    profile,
    startedAtMs,
    now,
    sourceLinks: () => sources.links(),
    waiting: stores.outgoing.count,
    storageFault: () => intake.fault(),
  });
  const feeds = createStationFeeds({ stores, links, now });
  const healthListeners = new Set<(feed: keyof typeof feeds.sources) => void>();
  const linksChanged = (): void => {
    feeds.linksChanged();
    for (const listener of healthListeners) for (const feed of ['calls', 'transmissions', 'positions'] as const) listener(feed);
  };

  let changed = noChanges();
  const unitOfRadio = new Map(profile.radios.map((radio) => [radio.id, radio.unit ?? null]));
  const radioTimeoutMs = new Map(
    profile.sources.flatMap((source) => {
      if (source.kind === 'mmdvm') return [[source.id, source.timeoutS * 1000] as const];
      return source.kind === 'trunk-recorder' ? [[source.id, listedCallTimeoutMs] as const] : [];
    }),
  );
  const receiver = createFactReceiver({
    stores,
    changed: () => changed,
    unitOfRadio: (radioId) => unitOfRadio.get(radioId) ?? null,
    radioTimeoutMs: (sourceId) => radioTimeoutMs.get(sourceId) ?? defaultRadioTimeoutMs,
    now,
  });
  const announceFacts = (): void => {
    const announced = changed;
    changed = noChanges();
    feeds.announceFacts(announced);
  };
  const intake = createIntake({
    database,
    clock,
    log,
    receiver,
    quarantine: (sourceId, message, reason) => changed.quarantine.add(stores.quarantine.receive(sourceId, message, reason)),
    counts: stores.counts,
    committed: announceFacts,
    faultChanged: linksChanged,
  });

  const sources = createSources({
    profile,
    clientId: `siaga-${profile.site.id}-${profile.station.id}`,
    readSecret: options.readSecret,
    clock,
    log,
    deliver: intake.take,
    onLinks: linksChanged,
  });
  const siteBroker = profile.brokers[0]?.id;
  const pump = createOutgoingPump({
    store: stores.outgoing,
    publish: (topic, payload) => sources.publish(siteBroker ?? '', topic, payload, { qos: 1, retain: false }),
    isLive: () => siteBroker !== undefined && sources.isLive(siteBroker),
    clock,
    log,
    onSent: feeds.linksChanged,
  });
  /** Upkeep that fails, on a full disk for example, is tried again at its next turn. */
  const upkeep = (what: string, work: () => void): void => {
    const bringBack = receiver.remember();
    try {
      work();
    } catch (error) {
      bringBack();
      log.warn(`${what} failed`, { fault: storageFault(error) ?? String(error) });
    }
  };
  const stops = [
    sources.onLive(() => pump.wake()),
    journal.onRecorded((entities, hasOutgoing) => {
      feeds.announceActs(entities);
      if (!hasOutgoing) return;
      feeds.linksChanged();
      pump.wake();
    }),
    clock.every(staleCheckMs, () =>
      upkeep('closing transmissions without an end', () => {
        if (inTransaction(database, receiver.closeStale)) announceFacts();
      }),
    ),
    clock.every(upkeepMs, () =>
      upkeep('dropping what is old', () => {
        feeds.dropOld();
        stores.positions.forgetFixesBefore(now() - fixesKeptMs);
        stores.transmissions.forgetHeardBefore(now() - heardKeptMs);
      }),
    ),
  ];

  const examine = (): DoctorReport =>
    examineStation({
      database,
      dataDir,
      nowMs: now(),
      links: links.all(),
      counts: stores.counts.all(),
      lastActAtMs: stores.journal.newestOfStation(profile.station.id)?.atMs ?? 0,
    });
  const handlers: Handlers = {
    ...createStationHandlers({ profile, version, examine }),
    ...createCallHandlers({ journal, store: stores.calls, pull: createCallPuller({ profile, sources, readCall: stores.calls.readCall, now, log }) }),
    ...createIncidentHandlers({
      journal,
      store: stores.incidents,
      station: profile.station.id,
      utcOffsetMinutes: profile.site.utcOffsetMinutes,
      now,
      callerNumber: (callId) => {
        const caller = stores.calls.readCall(callId)?.caller;
        return caller?.e164 ?? caller?.raw ?? null;
      },
    }),
    ...createUnitHandlers({ journal, store: stores.units }),
    ...createDispatchHandlers({
      journal,
      siteId: profile.site.id,
      exercise: profile.exercise,
      now,
      readIncident: stores.incidents.read,
      readUnit: stores.units.read,
      unitsWithPositions: () =>
        stores.units.ids().flatMap((id) => {
          const unit = stores.units.read(id);
          return unit ? [{ unit, position: stores.positions.read(id) ?? null }] : [];
        }),
    }),
    ...createAlarmHandlers({ journal, store: stores.alarms }),
    ...createPlaceHandlers({ search: gazetteer.search, islandAt: islands.islandAt }),
    ...createDraftHandlers(stores.drafts),
    ...createQuarantineHandlers({ samples: stores.quarantine.samples, counts: stores.counts.all }),
  };
  const service: Service = {
    handlers,
    feeds: feeds.sources,
    health: links.health,
    onHealth(listener) {
      healthListeners.add(listener);
      return () => healthListeners.delete(listener);
    },
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
    log,
  };
  const stopServing = new Set<() => void>();
  log.info('core is ready', { dataDir, site: profile.site.id, station: profile.station.id, exercise: profile.exercise });

  return success({
    examine,
    serve(port, asker) {
      const stop = serve(port, service, asker);
      const forget = (): void => {
        stopServing.delete(forget);
        stop();
      };
      stopServing.add(forget);
      return forget;
    },
    async close() {
      for (const stop of [...stopServing, ...stops]) stop();
      intake.flush();
      await sources.close();
      await pump.close();
      intake.close();
      database.close();
      lease.value.release();
    },
  });
}
