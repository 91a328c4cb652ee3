import { createServer, type Socket } from 'node:net';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Judgement } from '../source-health.ts';
import { createFrameReader, frameOf } from './frames.ts';

export type EventSocket = {
  /** `late`: nobody has connected yet. `down`: who was connected is gone, or the address cannot be had. */
  health(): Judgement;
  close(): Promise<void>;
};

const listenAgainMs = 5_000;
const maxFrameBytes = 256 * 1024;
/** One server; a second connection is that server again, whose first one hangs. */
const mostConnections = 4;

/**
 * Where HBlink4 delivers its events: it is the server that connects, each 10 s until it succeeds, and drops what happened meanwhile. Asked on
 * connecting, it tells its present state. `tcp://HOST:PORT` or `unix:PATH`.
 */
export function listenForEvents(options: {
  address: string;
  clock: Clock;
  log: Log;
  receive: (payload: Uint8Array) => void;
  onHealth: () => void;
}): EventSocket {
  const { address, clock, log } = options;
  const sockets = new Set<Socket>();
  let health: Judgement = { state: 'late', reason: 'The radio server has not connected yet.' };
  let stopRetry: () => void = () => undefined;
  let closed = false;

  const setHealth = (next: Judgement): void => {
    health = next;
    if (!closed) options.onHealth();
  };

  const server = createServer((socket) => {
    if (sockets.size >= mostConnections) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    const frames = createFrameReader(maxFrameBytes);
    socket.setKeepAlive(true, 10_000);
    socket.write(frameOf(JSON.stringify({ type: 'sync_request' })));
    socket.on('data', (bytes) => {
      const whole = frames.push(bytes);
      if (whole === false) {
        log.warn('a connection that does not speak in frames was closed', { address });
        socket.destroy();
        return;
      }
      for (const frame of whole) options.receive(frame);
    });
    socket.on('error', (error) => log.warn('the connection of a radio server broke', { address, reason: error.message }));
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) setHealth({ state: 'down', reason: 'The radio server is no longer connected.' });
    });
    setHealth({ state: 'live', reason: null });
  });

  const listen = (): void => {
    const { hostname, port } = address.startsWith('unix:') ? { hostname: '', port: '' } : new URL(address);
    if (port === '') server.listen(address.slice('unix:'.length));
    else server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''));
  };
  server.on('error', (error) => {
    if (closed) return;
    setHealth({ state: 'down', reason: `The address ${address} for the radio server cannot be had: ${error.message}` });
    stopRetry = clock.after(listenAgainMs, listen);
  });
  listen();

  return {
    health: () => health,
    async close() {
      closed = true;
      stopRetry();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
