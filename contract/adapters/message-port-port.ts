import type { Port } from '../port.ts';
import { carriedPort, ignoreFault } from './carried-port.ts';

/** What a page's MessagePort offers. */
export type MessagePortLike = {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'messageerror' | 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** A port over a page's MessagePort. Chromium tells of the other end's death by `close`; the client's pings notice it elsewhere. */
export function messagePortPort(messagePort: MessagePortLike, onFault: (fault: string) => void = ignoreFault): Port {
  const { port, receive, end } = carriedPort(
    {
      carriesArrays: true,
      send: (message) => messagePort.postMessage(message),
      close: () => messagePort.close(),
      start: () => messagePort.start(),
    },
    onFault,
  );
  messagePort.addEventListener('message', (event) => receive(event.data));
  messagePort.addEventListener('messageerror', () => onFault('a message could not be cloned on arrival'));
  messagePort.addEventListener('close', end);
  return port;
}
