import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProfile } from '#contract/profile.ts';
import { wakeTopic, type WakeMessage } from '#contract/sync/peer-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { systemClock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { createSigningKey, readSigningKey } from '#ledger/station-key.ts';
import { startBrokerUpkeep, type BrokerUpkeep } from './broker/broker-upkeep.ts';
import { startEmbeddedBroker } from './broker/embedded-broker.ts';
import { connectWakeBroker } from './broker/wake-broker.ts';
import type { CentralDatabase } from './db/central-database.ts';
import { openEmbeddedDatabase } from './db/embedded-database.ts';
import { migrate } from './db/migrations.ts';
import { connectPostgres } from './db/postgres-database.ts';
import { noteRunning } from './desk-call.ts';
import { createSiteAdministration } from './engine/administer-sites.ts';
import type { CentralEngine } from './engine/central-engine.ts';
import { createCentralEngine } from './engine/create-central-engine.ts';
import { holdDataFolder } from './hold-data-folder.ts';
import { startCentralServer } from './http/central-server.ts';
import { createCentralIdentity } from './identity/central-identity.ts';
import { createCertificateStore } from './identity/certificate-store.ts';
import { createSiteCertificates } from './identity/site-certificates.ts';
import type { CentralOptions } from './options.ts';
import { ownCertificate, type ServerCertificate } from './own-certificate.ts';
import { prepareSite, type FirstCode } from './prepare-site.ts';

const recordingsLookedThroughMs = 3_600_000;

export type RunningCentral = {
  readonly url: string;
  readonly brokerUrl: string | null;
  /** File with the authority that stations must believe, where central made its certificate itself. */
  readonly authorityFile: string | null;
  /** For sites at which no station is enrolled yet. */
  readonly firstCodes: readonly FirstCode[];
  close(): Promise<void>;
};

/** Central with everything it needs. Refuses with a sentence, and then leaves nothing open. */
export async function serveCentral(options: CentralOptions, log: Log): Promise<Outcome<RunningCentral>> {
  const stops: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const started = await start(options, log, stops);
    if (!started.ok) await close();
    return started.ok ? success({ ...started.value, close }) : started;
  } catch (error) {
    await close();
    return failure('central-failed', `Central cannot start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function start(options: CentralOptions, log: Log, stops: (() => unknown)[]): Promise<Outcome<Omit<RunningCentral, 'close'>>> {
  const now = systemClock.now;
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const held = await holdDataFolder(options.dataDir);
  if (!held.ok) return held;
  stops.push(held.value);
  const database = await openDatabase(options, log);
  stops.push(() => database.close());
  const migrated = await migrate(database, now());
  if (!migrated.ok) return migrated;
  const administration = createSiteAdministration({ database, clock: systemClock });
  // In the database, so that every central on it signs with the same key.
  const signingKey = readSigningKey(await administration.secret('signing key', () => createSigningKey().privateKeyPem));
  const opened = await createCentralEngine({ database, clock: systemClock, signingKey, log, recordings: options.recordings });
  if (!opened.ok) return opened;
  const engine = opened.value;
  stops.push(() => engine.close(), watchRecordings(engine, log));
  const firstCodes: FirstCode[] = [];
  for (const site of options.sites) firstCodes.push(...(await prepareSite(options.dataDir, site, administration)));

  const certificates = createSiteCertificates({
    store: createCertificateStore(database),
    secret: administration.secret,
    revokedStations: async (site) =>
      (await administration.stations(site)).flatMap(({ station, revokedAtMs }) => (revokedAtMs === null ? [] : [{ station, atMs: revokedAtMs }])),
    now,
  });
  const upkeep = await keepBroker(options.upkeep, { engine, certificates }, log);
  if (!upkeep.ok) return upkeep;
  if (upkeep.value) stops.push(upkeep.value.close);
  const identity = await createCentralIdentity({ register: administration, certificates, centralKey: signingKey.publicKey, now });
  const tls = await readCertificate(options.tls, administration.secret);
  let tellSite: (site: string, message: WakeMessage) => void = () => undefined;
  const server = await startCentralServer({
    ...options.listen,
    tls,
    identity,
    certificates,
    centralKey: signingKey.publicKey,
    engine,
    async revoke(site, station) {
      const revoked = await administration.revoke(site, station);
      if (revoked.ok) await certificates.revoke(site, station);
      await upkeep.value?.refresh();
      return revoked;
    },
    tellRefused(rejected) {
      const site = /^([^/ ]+)\//.exec(rejected.who)?.[1];
      if (site !== undefined) tellSite(site, { v: 1, seq: 0, refused: rejected });
    },
    health: async () => success({ sites: (await administration.sites()).length, database: database.kind }),
    log,
    now,
  });
  if (!server.ok) return server;
  stops.push(() => server.value.close());

  const broker = options.broker && (await startEmbeddedBroker(options.broker));
  if (broker && !broker.ok) return broker;
  if (broker) stops.push(() => broker.value.close());
  const wake = options.wake && connectWakeBroker(options.wake, log);
  if (wake) stops.push(() => wake.close());
  tellSite = (site, message) => {
    const payload = JSON.stringify(message);
    wake?.publish(wakeTopic(site), payload);
    broker?.value.publish(wakeTopic(site), payload).catch((error: unknown) => log.defect('a wake-up was not told', error));
  };
  stops.push(engine.onMore((site, { seq }) => tellSite(site, { v: 1, seq })));
  const authorityFile = tls?.authority ? join(options.dataDir, 'authority.pem') : null;
  if (authorityFile !== null && tls?.authority) writeFileSync(authorityFile, tls.authority);
  noteRunning(options.dataDir, { url: server.value.url, certificate: tls?.certificate ?? null });
  return success({ url: server.value.url, brokerUrl: broker ? broker.value.url : null, authorityFile, firstCodes });
}

/** Looks through the recordings now and every hour; returns its stop. */
function watchRecordings({ recordings }: Pick<CentralEngine, 'recordings'>, log: Log): () => void {
  const look = (): void => void recordings.lookThrough().catch((error: unknown) => log.warn('the recordings could not be looked through', { reason: String(error) }));
  look();
  return systemClock.every(recordingsLookedThroughMs, look);
}

async function openDatabase({ databaseUrl, dataDir }: CentralOptions, log: Log): Promise<CentralDatabase> {
  return databaseUrl === null ? openEmbeddedDatabase(join(dataDir, 'database')) : connectPostgres({ url: databaseUrl, clock: systemClock, log });
}

async function readCertificate(tls: CentralOptions['tls'], secret: (name: string, make: () => string) => Promise<string>): Promise<ServerCertificate | null> {
  if (tls === null) return null;
  if ('names' in tls) return ownCertificate(secret, tls.names, systemClock.now());
  return { certificate: readFileSync(tls.certificateFile, 'utf8'), key: readFileSync(tls.keyFile, 'utf8'), authority: null };
}

async function keepBroker(
  wanted: CentralOptions['upkeep'],
  parts: Parameters<typeof startBrokerUpkeep>[0]['parts'],
  log: Log,
): Promise<Outcome<BrokerUpkeep | null>> {
  if (wanted === null) return success(null);
  const profile = readProfile(readFileSync(wanted.profileFile, 'utf8'));
  if (!profile.ok) return profile;
  mkdirSync(wanted.folder, { recursive: true });
  return success(await startBrokerUpkeep({ profile: profile.value, folder: wanted.folder, parts, clock: systemClock, log }));
}
