import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export type BrokerMessage = { readonly topic: string; readonly payload: string; readonly qos: 0 | 1 | 2; readonly retain: boolean };

export type EmbeddedBroker = {
  readonly url: string;
  /** In the order of the calls; resolves when every subscriber's queue has it. */
  publish(message: BrokerMessage): Promise<void>;
  /** Messages of other clients, live ones only; returns the stop. */
  subscribe(filter: string, listener: (message: BrokerMessage) => void): Promise<() => void>;
  /** Disconnects every client and frees the port. */
  close(): Promise<void>;
};

/**
 * An MQTT broker inside this process on 127.0.0.1, in memory only, so that a station needs nothing else to run an
 * exercise. Without a `port` the system chooses a free one. Nobody has to sign in: only programs of this computer reach it.
 */
export async function startEmbeddedBroker(options: { port?: number } = {}): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    await new Promise<void>((resolve) => broker.close(resolve));
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let last = Promise.resolve();
  let closed = false;

  return {
    url: `mqtt://127.0.0.1:${port}`,
    publish({ topic, payload, qos, retain }) {
      last = last.then(
        () =>
          new Promise<void>((resolve) => {
            if (closed) resolve();
            else broker.publish({ cmd: 'publish', topic, payload, qos, retain, dup: false }, () => resolve());
          }),
      );
      return last;
    },
    async subscribe(filter, listener) {
      const deliver = (packet: { topic: string; payload: string | Buffer; qos: 0 | 1 | 2; retain: boolean }, done: () => void): void => {
        listener({ topic: packet.topic, payload: packet.payload.toString(), qos: packet.qos, retain: packet.retain });
        done();
      };
      await new Promise<void>((resolve) => broker.subscribe(filter, deliver, resolve));
      return () => broker.unsubscribe(filter, deliver, () => undefined);
    },
    async close() {
      if (closed) return;
      await last;
      closed = true;
      const stopped = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}
