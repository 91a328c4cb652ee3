import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type TcpProxy = {
  readonly port: number;
  /** How many connections were asked for so far. */
  connections(): number;
  /** Bytes that went through in both directions. */
  bytes(): number;
  /** Breaks every connection in the middle of whatever was on its way; new ones are accepted. */
  cut(): void;
  /** Bytes are swallowed in both directions, connections stay open: a half-open link. */
  swallow(on: boolean): void;
  close(): Promise<void>;
};

/** A line to a local port that a test can cut or make deaf. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let connections = 0;
  let swallowing = false;
  let bytes = 0;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('data', (chunk) => {
        bytes += chunk.length;
        if (!swallowing) other.write(chunk);
      });
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    bytes: () => bytes,
    cut,
    swallow: (on) => void (swallowing = on),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
