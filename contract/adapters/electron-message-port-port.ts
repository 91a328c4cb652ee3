import type { Port } from '../port.ts';
import { carriedPort, ignoreFault } from './carried-port.ts';

/** What Electron's MessagePortMain offers, in main and in a utility process. */
export type ElectronMessagePortLike = {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** A port over one of Electron's own message ports, such as those that come with a message of `process.parentPort`. */
export function electronMessagePortPort(messagePort: ElectronMessagePortLike, onFault: (fault: string) => void = ignoreFault): Port {
  const { port, receive, end } = carriedPort(
    {
      carriesArrays: true,
      send: (message) => messagePort.postMessage(message),
      close: () => messagePort.close(),
      start: () => messagePort.start(),
    },
    onFault,
  );
  messagePort.on('message', (event) => receive(event.data));
  messagePort.on('close', end);
  return port;
}
