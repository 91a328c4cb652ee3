import { readFileSync } from 'node:fs';
import { connect, type IClientOptions, type IPublishPacket, type Packet } from 'mqtt';
import type { Clock } from '#ledger/clock.ts';
import type { Publication } from './outbox.ts';

export type BrokerAddress = {
  readonly url: string;
  readonly user?: string | undefined;
  readonly readPassword: () => string | undefined;
  /** PEM files: authority of the broker, certificate and key of this gateway. */
  readonly authorityFile?: string | undefined;
  readonly certificateFile?: string | undefined;
  readonly keyFile?: string | undefined;
};

export type Heard = { readonly topic: string; readonly text: string; readonly retained: boolean };
/** `takenOver`: another connection came with the same client id. `oldProtocol`: the broker does not speak MQTT 5. */
export type EndReason = { readonly why: string; readonly takenOver: boolean; readonly oldProtocol: boolean };

export type BrokerSession = {
  /** Resolves when the broker confirmed it, or refused it for good; false when the line broke first. */
  publish(publication: Publication): Promise<boolean>;
  /** Says goodbye, so that no last will is published. */
  close(): Promise<void>;
};

const keepaliveS = 6;
const connectWithinMs = 5_000;
const confirmWithinMs = 10_000;

/**
 * One connection to the broker, from the attempt to its end. MQTT's own keep-alive
 * notices a dead line within 9 s.
 */
export function openBrokerSession(options: {
  address: BrokerAddress;
  clientId: string;
  protocolVersion: 4 | 5;
  /** Of the one that publishes, or is about to. */
  will?: Publication | undefined;
  filters: readonly string[];
  clock: Clock;
  onUp: (session: BrokerSession) => void;
  onHeard: (heard: Heard) => void;
  onEnd: (reason: EndReason) => void;
  onRefused: (topic: string, why: string) => void;
}): BrokerSession {
  const { address, will, protocolVersion } = options;
  let isEnded = false;
  let fault: EndReason | null = null;
  const unconfirmed = new Set<(isConfirmed: boolean) => void>();
  const file = (name: string | undefined, key: 'ca' | 'cert' | 'key'): IClientOptions => (name === undefined ? {} : { [key]: readFileSync(name) });
  const password = address.readPassword();
  const client = connect(address.url, {
    clientId: options.clientId,
    protocolVersion,
    // Orders are good for 5 s, and what is to be published is kept here: there is nothing to keep at the broker.
    clean: true,
    ...(address.user === undefined ? {} : { username: address.user }),
    ...(password === undefined ? {} : { password }),
    ...file(address.authorityFile, 'ca'),
    ...file(address.certificateFile, 'cert'),
    ...file(address.keyFile, 'key'),
    ...(will === undefined ? {} : { will: { topic: will.topic, payload: Buffer.from(will.payload), qos: will.qos, retain: will.retain } }),
    keepalive: keepaliveS,
    connectTimeout: connectWithinMs,
    // When to try again, and as what, is decided by the lease.
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  });

  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    for (const settle of [...unconfirmed]) settle(false);
    client.end(true);
    options.onEnd(fault ?? { why: 'The broker closed the connection.', takenOver: false, oldProtocol: false });
  };
  client.on('packetreceive', (packet: Packet) => {
    if (packet.cmd !== 'disconnect') return;
    fault ??= { why: packet.reasonCode === 142 ? 'Another program came with the same client id; do two gateways have the same --instance?' : `The broker ended the connection (reason ${packet.reasonCode ?? 0}).`, takenOver: packet.reasonCode === 142, oldProtocol: false };
  });
  client.on('error', (error) => {
    const code: unknown = 'code' in error ? error.code : undefined;
    fault ??= { why: error.message, takenOver: false, oldProtocol: code === 1 || code === 132 };
    client.stream.destroy();
  });
  client.on('close', end);
  client.on('message', (topic: string, payload: Buffer, packet: IPublishPacket) => {
    if (!isEnded) options.onHeard({ topic, text: payload.toString('utf8'), retained: packet.retain });
  });

  const session: BrokerSession = {
    publish({ topic, payload, qos, retain, expiryS }) {
      if (isEnded || !client.connected) return Promise.resolve(false);
      return new Promise((resolve) => {
        const stopTimer = options.clock.after(confirmWithinMs, () => client.stream.destroy());
        const settle = (isConfirmed: boolean): void => {
          if (!unconfirmed.delete(settle)) return;
          stopTimer();
          resolve(isConfirmed);
        };
        unconfirmed.add(settle);
        const properties = protocolVersion === 5 && expiryS !== undefined ? { properties: { messageExpiryInterval: expiryS } } : {};
        client.publish(topic, payload, { qos, retain, ...properties }, (error) => {
          if (isEnded) return settle(false);
          if (error) options.onRefused(topic, error.message);
          settle(true);
        });
      });
    },
    async close() {
      if (isEnded) return;
      isEnded = true;
      for (const settle of [...unconfirmed]) settle(false);
      await new Promise<void>((resolve) => {
        const stopTimer = options.clock.after(1_000, () => client.stream.destroy());
        client.once('close', () => {
          stopTimer();
          resolve();
        });
        client.end(!client.connected);
      });
    },
  };
  client.on('connect', () => {
    if (isEnded) return;
    client.subscribe([...options.filters], { qos: 1 }, (error) => {
      if (isEnded) return;
      if (error) {
        fault ??= { why: `The broker refused to let this gateway listen: ${error.message}`, takenOver: false, oldProtocol: false };
        client.stream.destroy();
      } else options.onUp(session);
    });
  });
  return session;
}
