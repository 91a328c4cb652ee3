import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { bodyType } from '#contract/sync/identity-messages.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Log } from '#ledger/log.ts';
import type { CentralEngine } from '../engine/central-engine.ts';
import type { CentralIdentity } from '../identity/central-identity.ts';
import type { SiteCertificates } from '../identity/site-certificates.ts';
import { createContacts } from './contacts.ts';
import { addDeskRoutes } from './desk-routes.ts';
import { addIdentityRoutes } from './identity-routes.ts';
import { isLoopback } from './loopback.ts';
import { createRejects, type Rejected, type Rejects } from './rejects.ts';
import { answerFailure, faultOf } from './refusals.ts';
import { addSyncRoutes } from './sync-routes.ts';

export type CentralServerOptions = {
  readonly host: string;
  readonly port: number;
  /** Certificate chain and key, PEM. Without them it listens on this machine only. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly identity: CentralIdentity;
  readonly certificates: SiteCertificates;
  /** Central's public key for receipts. */
  readonly centralKey: string;
  readonly engine: Pick<CentralEngine, 'forStation' | 'desk' | 'command' | 'administration' | 'recordings'>;
  /** Shuts a station out, here and at the broker. */
  readonly revoke: (site: string, station: string) => Promise<Outcome<unknown>>;
  /** Somebody was refused who may mean no good. */
  readonly tellRefused: (rejected: Rejected) => void;
  /** Whether the store answers; what it gives is shown to anybody. */
  readonly health: () => Promise<Outcome<Readonly<Record<string, unknown>>>>;
  readonly log: Log;
  readonly now: () => number;
};

export type CentralServer = {
  readonly url: string;
  readonly rejects: Rejects;
  /** Lets what is under way end for a moment, then closes every connection. */
  close(): Promise<void>;
};

/** Compressed; unpacked it may be four times that. */
const largestRequestBytes = 8 * 1_048_576;
const keepAliveMs = 65_000;
const closeWithinMs = 2_000;

/** Central's door. Listens on anything but this machine only with TLS. */
export async function startCentralServer(options: CentralServerOptions): Promise<Outcome<CentralServer>> {
  const { host, port, tls, log } = options;
  if (!tls && !isLoopback(host)) return failure('tls-required', `Central listens on ${host} only with a certificate: what crosses a wire is encrypted.`);
  const rejects = createRejects(log, options.now, options.tellRefused);
  const contacts = createContacts(options.now);
  const server = createServer(tls);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(bodyType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 65_536 }, (_request, body, done) => done(null, body));
  server.setNotFoundHandler((_request, reply) => answerFailure(reply, failure('not-found', 'Central has nothing at this address.')));
  server.setErrorHandler((error, request, reply) => {
    const fault = faultOf(error);
    if (fault.isDefect) log.defect(`answering ${request.method} ${request.routeOptions.url ?? ''} failed`, error);
    rejects.count(fault.refusal.code, request.sender ?? request.ip);
    return answerFailure(reply, fault.refusal);
  });
  server.decorateRequest('sender', null);
  server.server.on('clientError', (_error, socket) => {
    rejects.count('http-malformed', 'remoteAddress' in socket ? String(socket.remoteAddress) : 'unknown');
  });
  server.get('/v1/health', async (_request, reply) => {
    const health = await options.health();
    if (!health.ok) return answerFailure(reply, health);
    return reply.send({ ok: true, nowMs: options.now(), ...health.value, refused: rejects.totals() });
  });
  addIdentityRoutes(server, { identity: options.identity, rejects, now: options.now });
  addSyncRoutes(server, { identity: options.identity, forStation: options.engine.forStation, contacts, rejects });
  addDeskRoutes(server, { identity: options.identity, engine: options.engine, revoke: options.revoke, certificates: options.certificates, centralKey: options.centralKey, contacts, rejects });

  try {
    await server.listen({ host, port });
  } catch (error) {
    return failure('listen', `Central cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const address = server.server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return success({
    url: `${tls ? 'https' : 'http'}://${shownHost}:${address.port}`,
    rejects,
    close: () => closeServer(server),
  });
}

function createServer(tls: CentralServerOptions['tls']): FastifyInstance {
  const common = {
    bodyLimit: largestRequestBytes,
    keepAliveTimeout: keepAliveMs,
    forceCloseConnections: 'idle' as const,
    // Nothing of a request is logged but what `rejects` counts: bodies hold callers' data and headers hold tokens.
    logger: false,
  };
  if (!tls) return Fastify(common);
  const https = { cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' as const };
  return Fastify<Server, never, never, FastifyBaseLogger>({ ...common, https } as never) as unknown as FastifyInstance;
}

async function closeServer(server: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), closeWithinMs);
  const closed = server.server.listening ? once(server.server, 'close') : Promise.resolve();
  await Promise.all([server.close(), closed]);
  clearTimeout(cut);
}
