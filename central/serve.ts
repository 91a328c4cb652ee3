import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wakeTopic } from '#contract/sync/peer-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { systemClock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import { createSigningKey, readSigningKey } from '#ledger/station-key.ts';
import { startEmbeddedBroker } from './broker/embedded-broker.ts';
import { connectWakeBroker } from './broker/wake-broker.ts';
import type { CentralDatabase } from './db/central-database.ts';
import { openEmbeddedDatabase } from './db/embedded-database.ts';
import { migrate } from './db/migrations.ts';
import { connectPostgres } from './db/postgres-database.ts';
import { createSiteAdministration } from './engine/administer-sites.ts';
import { createCentralEngine } from './engine/create-central-engine.ts';
import { startCentralServer } from './http/central-server.ts';
import { createCentralIdentity } from './identity/central-identity.ts';
import { createCertificateStore } from './identity/certificate-store.ts';
import { createSiteCertificates } from './identity/site-certificates.ts';
import type { CentralOptions } from './options.ts';

export type RunningCentral = { readonly url: string; readonly brokerUrl: string | null; close(): Promise<void> };

/** File in the data folder that holds the first supervisor's token of a site. */
export const tokenFile = (dataDir: string, site: string): string => join(dataDir, `supervisor-of-${site}.token`);

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
  const database = await openDatabase(options, log);
  stops.push(() => database.close());
  const migrated = await migrate(database, now());
  if (!migrated.ok) return migrated;
  const administration = createSiteAdministration({ database, clock: systemClock });
  // In the database, so that every central on it signs with the same key.
  const signingKey = readSigningKey(await administration.secret('signing key', () => createSigningKey().privateKeyPem));
  const opened = await createCentralEngine({ database, clock: systemClock, signingKey, log });
  if (!opened.ok) return opened;
  const engine = opened.value;
  stops.push(() => engine.close());
  for (const site of options.sites) await prepareSite(options.dataDir, site, administration);

  const certificates = createSiteCertificates({
    store: createCertificateStore(database),
    secret: administration.secret,
    revokedStations: async (site) =>
      (await administration.stations(site)).flatMap(({ station, revokedAtMs }) => (revokedAtMs === null ? [] : [{ station, atMs: revokedAtMs }])),
    now,
  });
  const identity = await createCentralIdentity({ register: administration, certificates, centralKey: signingKey.publicKey, now });
  const server = await startCentralServer({
    ...options.listen,
    tls: options.tls && { certificate: readFileSync(options.tls.certificateFile, 'utf8'), key: readFileSync(options.tls.keyFile, 'utf8') },
    identity,
    certificates,
    centralKey: signingKey.publicKey,
    engine,
    async revoke(site, station) {
      const revoked = await administration.revoke(site, station);
      if (revoked.ok) await certificates.revoke(site, station);
      return revoked;
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
  stops.push(
    engine.onMore((site, { seq }) => {
      const payload = JSON.stringify({ v: 1, seq });
      wake?.publish(wakeTopic(site), payload);
      broker?.value.publish(wakeTopic(site), payload).catch((error: unknown) => log.defect('a wake-up was not told', error));
    }),
  );
  return success({ url: server.value.url, brokerUrl: broker ? broker.value.url : null });
}

async function openDatabase({ databaseUrl, dataDir }: CentralOptions, log: Log): Promise<CentralDatabase> {
  return databaseUrl === null ? openEmbeddedDatabase(join(dataDir, 'database')) : connectPostgres({ url: databaseUrl, clock: systemClock, log });
}

/** A site has from the start one supervisor, whose token stands in the data folder for who may read it. */
async function prepareSite(dataDir: string, site: string, administration: ReturnType<typeof createSiteAdministration>): Promise<void> {
  await administration.createSite(site);
  const file = tokenFile(dataDir, site);
  const known = existsSync(file) ? await administration.supervisorOf(readFileSync(file, 'utf8').trim()) : undefined;
  if (known) return;
  const token = await administration.createSupervisorToken(site, 'first supervisor');
  if (!token.ok) throw new Error(token.sentence);
  writeFileSync(file, `${token.value}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
