import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

/** Linux allows 107 bytes for the path of a socket. */
const longestSocketPath = 100;

/**
 * Holds the data folder for this process: the embedded database must not be opened twice. Held by a local socket, which dies with the process
 * however that ends. Returns how to let go.
 */
export async function holdDataFolder(dataDir: string): Promise<Outcome<() => Promise<void>>> {
  const path = socketPath(dataDir);
  const inUse = failure('folder-in-use', `Another central works in ${dataDir}: stop it first, or use another folder with --data.`);
  if (await answers(path)) return inUse;
  // A file is left by one that was killed.
  if (platform() !== 'win32') rmSync(path, { force: true });
  const server: Server = createServer((socket) => socket.destroy());
  server.listen(path);
  try {
    await once(server, 'listening');
  } catch {
    return inUse;
  }
  return success(async () => {
    server.close();
    await once(server, 'close');
  });
}

function socketPath(dataDir: string): string {
  const folder = resolve(dataDir);
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (platform() === 'win32') return `\\\\.\\pipe\\siaga-central-${digest}`;
  const beside = join(folder, 'central.sock');
  return Buffer.byteLength(beside) <= longestSocketPath ? beside : join(tmpdir(), `siaga-central-${digest}.sock`);
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
