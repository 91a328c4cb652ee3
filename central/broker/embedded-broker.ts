import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { isLoopback } from '../http/loopback.ts';

export type EmbeddedBroker = {
  readonly url: string;
  /** Resolves when every subscriber's queue has it. */
  publish(topic: string, payload: string): Promise<void>;
  close(): Promise<void>;
};

/** An MQTT broker inside central, in memory only, for programs of this computer. Seats on a wire meet at a Mosquitto, whose files central makes. */
export async function startEmbeddedBroker({ host, port }: { host: string; port: number }): Promise<Outcome<EmbeddedBroker>> {
  if (!isLoopback(host)) return failure('tls-required', `The embedded broker does not listen on ${host}: it is for this machine only. Use a Mosquitto with the files of "central broker-files".`);
  const broker = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    broker.handle(socket);
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await new Promise<void>((resolve) => broker.close(resolve));
    return failure('listen', `The broker cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const address = server.address() as AddressInfo;
  return success({
    url: `mqtt://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    publish: (topic, payload) =>
      new Promise((resolve) => {
        broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => resolve());
      }),
    async close() {
      const stopped = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  });
}
