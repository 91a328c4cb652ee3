import type { Port } from '../port.ts';
import { carriedPort, ignoreFault } from './carried-port.ts';

/** What a browser's WebSocket and the one of `ws` have in common. */
export type WebSocketLike = {
  readonly readyState: number;
  /** Bytes that were sent and have not left yet. */
  readonly bufferedAmount: number;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
  send(text: string): void;
  close(): void;
};

const readyStates = { open: 1, closing: 2 };
/** What an end that asks but never reads may pile up here before it is cut off. */
const bufferedBytesAllowed = 64 * 1_048_576;

/** A port over an open WebSocket, one JSON text per frame. A frame that is no JSON is reported and skipped; nothing is closed for it. */
export function webSocketPort(socket: WebSocketLike, onFault: (fault: string) => void = ignoreFault): Port {
  const { port, receive, end } = carriedPort(
    {
      send(message) {
        if (socket.readyState !== readyStates.open) return;
        socket.send(JSON.stringify(message));
        if (socket.bufferedAmount <= bufferedBytesAllowed) return;
        onFault('the other end reads nothing and was cut off');
        port.close();
      },
      close: () => socket.close(),
    },
    onFault,
  );
  socket.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return onFault('a frame that is no text');
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return onFault(`a frame that is no JSON: ${data.slice(0, 40)}`);
    }
    receive(message);
  });
  // The close that follows an error ends the port; an error nobody listens to would end the process.
  socket.addEventListener('error', () => onFault('the connection failed'));
  socket.addEventListener('close', end);
  if (socket.readyState >= readyStates.closing) end();
  return port;
}
