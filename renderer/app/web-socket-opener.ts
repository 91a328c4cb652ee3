import { webSocketPort } from '#contract/adapters/web-socket-port.ts';
import type { Port } from '#contract/port.ts';

/** A host that swallows packets would otherwise hold an attempt for minutes. */
const openTimeoutMs = 5_000;

/** The token goes as a subprotocol: it stands in no address and no log. */
export function createWebSocketOpener(location: Pick<Location, 'href'>, token: string | null): () => Promise<Port> {
  const address = new URL('/port', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return () =>
    new Promise((resolve, reject) => {
      if (token === null) {
        reject(new Error('This address has no access token; open the one the station printed, with #token= at its end.'));
        return;
      }
      const socket = new WebSocket(address, ['siaga', `siaga.token.${token}`]);
      const fail = (): void => {
        clearTimeout(timer);
        reject(new Error('The station cannot be reached, or it does not accept the token.'));
      };
      const timer = setTimeout(() => socket.close(), openTimeoutMs);
      socket.addEventListener('close', fail, { once: true });
      socket.addEventListener(
        'open',
        () => {
          clearTimeout(timer);
          socket.removeEventListener('close', fail);
          resolve(webSocketPort(socket));
        },
        { once: true },
      );
    });
}
