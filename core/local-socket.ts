import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { platform, tmpdir } from 'node:os';
import { carriedPort, ignoreFault } from '#contract/adapters/carried-port.ts';
import type { Port } from '#contract/port.ts';

const lineBytes = 4_194_304;
/** Linux allows 107 bytes for the path of a socket. */
const longestSocketPath = 100;

/**
 * Where tools on the same computer reach the station of a data folder. The operating system guards it: only the user
 * that runs the station may open it.
 */
export function localSocketPath(dataDir: string): string {
  const folder = resolve(dataDir);
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (platform() === 'win32') return `\\\\.\\pipe\\siaga-112-${digest}`;
  const beside = join(folder, 'station.sock');
  return Buffer.byteLength(beside) <= longestSocketPath ? beside : join(tmpdir(), `siaga-112-${digest}.sock`);
}

/** Listens for tools; the caller holds the lease of the data folder, so a socket file found there is a dead one's. */
export async function listenLocally(dataDir: string, onPort: (port: Port) => void): Promise<{ close(): Promise<void> }> {
  const path = localSocketPath(dataDir);
  if (platform() !== 'win32') rmSync(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onPort(socketPort(socket));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(path, done);
  });
  if (platform() !== 'win32') chmodSync(path, 0o600);
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** A port over a stream socket: one JSON text per line. A line that is no JSON, or without end, closes the port. */
export function socketPort(socket: Socket): Port {
  const { port, receive, end } = carriedPort(
    {
      send(message) {
        if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
      },
      close: () => socket.destroy(),
    },
    ignoreFault,
  );
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineBytes) return void socket.destroy();
    for (const line of lines) {
      let message: unknown;
      try {
        message = JSON.parse(line);
      } catch {
        return void socket.destroy();
      }
      receive(message);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', end);
  return port;
}
