import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { platform, tmpdir } from 'node:os';
import { carriedPort, ignoreFault } from '#contract/adapters/carried-port.ts';
import type { Port } from '#contract/port.ts';
import type { Log } from './log.ts';

const lineLetters = 4_194_304;
/** What a tool that asks but never reads may pile up here before it is cut off. */
const bufferedBytes = 64 * 1_048_576;
/** Linux allows 107 bytes for the path of a socket. */
const longestSocketPath = 100;
const onlyOwnerMask = 0o177;

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

/**
 * Listens for tools; the caller holds the lease of the data folder, so a socket file found there is a dead one's. Where the
 * folder takes no socket, on a network drive for example, the station works without tools and its log says so.
 */
export async function listenLocally(dataDir: string, onPort: (port: Port) => void, log: Log): Promise<{ close(): Promise<void> }> {
  const path = localSocketPath(dataDir);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    onPort(socketPort(socket));
  });
  try {
    if (platform() !== 'win32') rmSync(path, { force: true });
    await listen(server, path);
  } catch (error) {
    log.warn('tools on this computer cannot reach the station', { path, fault: error instanceof Error ? error.message : String(error) });
    return { close: () => Promise.resolve() };
  }
  server.on('error', (error) => log.warn('a tool could not be let in', { fault: error.message }));
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    // The socket file is made by this very call, closed to others from its first moment.
    const before = process.umask(onlyOwnerMask);
    try {
      server.listen(path, () => {
        server.off('error', fail);
        done();
      });
    } finally {
      process.umask(before);
    }
  });
}

/** A port over a stream socket: one JSON text per line. A line that is no JSON, or without end, closes the port. */
export function socketPort(socket: Socket): Port {
  const { port, receive, end } = carriedPort(
    {
      send(message) {
        if (!socket.writable) return;
        socket.write(`${JSON.stringify(message)}\n`);
        if (socket.writableLength > bufferedBytes) socket.destroy();
      },
      close: () => socket.destroySoon(),
    },
    ignoreFault,
  );
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineLetters) return void socket.destroy();
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
