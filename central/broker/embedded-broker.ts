import { once } from 'node:events';
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { Aedes, type Client } from 'aedes';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Log } from '#ledger/log.ts';
import { holdsTopic, type BrokerRights } from '../identity/broker-rights.ts';

export type EmbeddedBroker = {
  readonly url: string;
  /** Resolves when every subscriber's queue has it. */
  publish(topic: string, payload: string): Promise<void>;
  /** Disconnects whoever has been shut out since; called after a revocation. */
  dropShutOut(): void;
  close(): Promise<void>;
};

export type BrokerTls = {
  /** PEM: the broker's own certificate and key, and the authorities whose clients come in. */
  readonly certificate: string;
  readonly key: string;
  readonly authorities: readonly string[];
  /** What the holder of this certificate may do; undefined for whoever is unknown or shut out. */
  readonly rightsOf: (holder: { readonly site: string; readonly name: string; readonly serial: string }) => BrokerRights | undefined;
};

type Holder = { readonly site: string; readonly name: string; readonly serial: string };

/** What is asked or told once: kept by the broker it would be done again at the next connection. */
const neverRetained = /^cc112\/v1\/[^/]+\/(tel\/cmd|units\/[^/]+\/assignment$|acts|sync)(\/|$)/;

/**
 * An MQTT broker inside central, in memory only. Without TLS it is for programs of this computer, who need no rights. With TLS everybody shows a
 * certificate, and its name is the user and the client id, whatever the client says.
 */
export async function startEmbeddedBroker(options: { host: string; port: number; tls: BrokerTls | null; log: Log }): Promise<Outcome<EmbeddedBroker>> {
  const { host, tls, log } = options;
  const holders = new Map<Client, Holder>();
  const rightsOf = (client: Client | null): BrokerRights | undefined => {
    const holder = client && holders.get(client);
    return holder ? tls?.rightsOf(holder) : undefined;
  };
  const refuse = (client: Client, what: string): Error => {
    log.warn('a client of the broker was refused', { client: holders.get(client)?.name ?? null, what });
    return new Error('not allowed');
  };
  const broker = await Aedes.createBroker({
    preConnect(client, packet, done) {
      if (!tls) return done(null, true);
      const holder = client.conn instanceof TLSSocket ? readHolder(client.conn) : undefined;
      const rights = holder && tls.rightsOf(holder);
      if (!holder || !rights) return done(refuse(client, `certificate of ${holder?.name ?? 'nobody'}`), false);
      if (packet.will && !mayPublish(rights, packet.will.topic, packet.will.retain)) return done(refuse(client, `last will on ${packet.will.topic}`), false);
      holders.set(client, holder);
      // Nobody takes over the session of another by calling itself so.
      packet.clientId = `${holder.site}.${holder.name}`;
      return done(null, true);
    },
    authorizePublish(client, packet, done) {
      if (!tls || client === null) return done(null);
      const rights = rightsOf(client);
      return done(rights && mayPublish(rights, packet.topic, packet.retain) ? null : refuse(client, `to ${packet.topic}`));
    },
    authorizeForward(client, packet) {
      if (!tls) return packet;
      return holdsTopic(rightsOf(client)?.read ?? [], packet.topic) ? packet : null;
    },
  });
  broker.on('clientDisconnect', (client) => void holders.delete(client));
  const sockets = new Set<Socket>();
  const take = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    broker.handle(socket);
  };
  const server: Server = tls
    ? createTlsServer(
        { cert: tls.certificate, key: tls.key, ca: [...tls.authorities], requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
        take,
      )
    : createPlainServer(take);
  server.listen(options.port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await new Promise<void>((resolve) => broker.close(resolve));
    return failure('listen', `The broker cannot listen on ${host}:${options.port}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { port } = server.address() as AddressInfo;
  return success({
    url: `${tls ? 'mqtts' : 'mqtt'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    publish: (topic, payload) =>
      new Promise((resolve) => {
        broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => resolve());
      }),
    dropShutOut() {
      for (const client of holders.keys()) if (!rightsOf(client)) client.close();
    },
    async close() {
      const stopped = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  });
}

function mayPublish(rights: BrokerRights, topic: string, retain: boolean | undefined): boolean {
  return holdsTopic(rights.write, topic) && !(retain && neverRetained.test(topic));
}

function readHolder(socket: TLSSocket): Holder | undefined {
  const certificate = socket.getPeerCertificate();
  const { CN: name, O: site } = certificate.subject ?? {};
  if (!socket.authorized || typeof name !== 'string' || typeof site !== 'string') return undefined;
  return { site, name, serial: certificate.serialNumber.toLowerCase() };
}
