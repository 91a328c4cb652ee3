import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createWay, type Line } from './slow-line.ts';

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
  /** From now on the line is like this, in both directions; only where it began with one. */
  become(line: Line): void;
  close(): Promise<void>;
};

/** A line to a local port that a test can cut or make deaf, and slow where `line` is given. */
export async function startTcpProxy(targetPort: number, line?: Line): Promise<TcpProxy> {
  let shape = line;
  const slow = (): Line => shape ?? { bytesPerSecond: Number.POSITIVE_INFINITY, oneWayMs: 0 };
  const ways = line ? { out: createWay(slow), back: createWay(slow) } : undefined;
  const pairs = new Set<readonly [Socket, Socket]>();
  let connections = 0;
  let swallowing = false;
  let bytes = 0;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other, way] of [[near, far, ways?.out] as const, [far, near, ways?.back] as const]) {
      const arrive = (chunk: Buffer): void => {
        bytes += chunk.length;
        if (!swallowing && !other.destroyed) other.write(chunk);
      };
      const sender = way?.sender(arrive, () => one.resume());
      one.on('data', (chunk: Buffer) => {
        if (!sender) arrive(chunk);
        else if (!sender.send(chunk)) one.pause();
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
    become: (next) => void (shape = next),
    async close() {
      cut();
      ways?.out.close();
      ways?.back.close();
      server.close();
      await once(server, 'close');
    },
  };
}
