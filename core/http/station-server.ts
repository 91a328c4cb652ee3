import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { webSocketPort } from '#contract/adapters/web-socket-port.ts';
import type { ConsoleFolders } from '#contract/console-files.ts';
import { contentSecurityPolicyFor } from '#contract/content-security-policy.ts';
import type { Asker } from '#contract/serve/serve.ts';
import type { Port } from '#contract/port.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Log } from '../log.ts';
import type { AccessTokens, Operator } from './access-tokens.ts';
import { createLocationDoor, locationDoorPath, type LocationDoor } from './location-door.ts';
import { createStaticFiles } from './static-files.ts';

export type StationServer = { readonly url: string; close(): Promise<void> };

const messageBytes = 1_048_576;
const keepAliveMs = 60_000;
const tokenPrefix = 'siaga.token.';

/**
 * The console for browsers: files over HTTP, the contract over a WebSocket at `/port`. A socket needs an operator's
 * token (as a subprotocol, so that it stands in no address or log) and, from a browser, our own origin.
 */
export async function startStationServer(options: {
  host: string;
  port: number;
  tokens: AccessTokens;
  folders: ConsoleFolders;
  /** Where a browser seat's phone may connect to. */
  sipOrigins?: readonly string[];
  serve: (port: Port, asker: Asker) => void;
  /** Where positions of callers may be brought by HTTP; nowhere without it. */
  locationDoor?: LocationDoor;
  log: Log;
}): Promise<Outcome<StationServer>> {
  const { log, tokens } = options;
  const serveFile = createStaticFiles(options.folders, contentSecurityPolicyFor(options.sipOrigins ?? []));
  const takeLocation = options.locationDoor && createLocationDoor(options.locationDoor);
  const server = createServer((request, response) => {
    const work = takeLocation && request.url?.split('?', 1)[0] === locationDoorPath ? takeLocation : serveFile;
    work(request, response).catch((error: unknown) => {
      log.defect('a request could not be served', error);
      response.destroy();
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytes, handleProtocols: () => 'siaga', perMessageDeflate: false });

  server.on('upgrade', (request, socket, head) => {
    // From here on the socket is nobody's: a broken connection without a listener would end the process.
    socket.on('error', () => socket.destroy());
    const operator = isOwnOrigin(request) ? operatorOf(request, tokens) : null;
    if (request.url?.split('?', 1)[0] !== '/port') return refuse(socket, '404 Not Found');
    if (operator === null) {
      log.warn('a connection without a valid token or from a foreign page was refused', { from: request.socket.remoteAddress });
      return refuse(socket, '403 Forbidden');
    }
    // A seat whose computer went away without a word is noticed within minutes.
    request.socket.setKeepAlive(true, keepAliveMs);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.serve(
        webSocketPort(webSocket, (fault) => log.warn('a frame could not be read', { fault })),
        { ...operator, seat: `browser/${operator.operator}` },
      );
    });
  });

  try {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure('cannot-listen', `The station cannot be reached at ${options.host}:${options.port} (${why}). Give another --listen.`);
  }
  server.on('error', (error) => log.warn('a connection could not be taken', { fault: error.message }));
  const address = server.address() as AddressInfo;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return success({
    url: `http://${host}:${address.port}`,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** Tools send no origin; a page must come from this very server. */
function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

function operatorOf(request: IncomingMessage, tokens: AccessTokens): Operator | null {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  const token = protocols.find((each) => each.startsWith(tokenPrefix));
  return token === undefined ? null : tokens.operatorOf(token.slice(tokenPrefix.length));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
