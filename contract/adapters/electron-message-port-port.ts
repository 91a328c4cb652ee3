import type { Port } from '../port.ts';
import { createPortInbox } from './port-inbox.ts';

/** What Electron's MessagePortMain offers, in main and in a utility process. */
export type ElectronMessagePortLike = {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** A port over one of Electron's own message ports, such as those that come with a message of `process.parentPort`. */
export function electronMessagePortPort(messagePort: ElectronMessagePortLike, onFault: (fault: string) => void = () => undefined): Port {
  const inbox = createPortInbox();
  messagePort.on('message', (event) => inbox.receive(event.data));
  messagePort.on('close', inbox.end);
  return {
    post(message) {
      if (inbox.hasEnded()) return;
      try {
        messagePort.postMessage(message);
      } catch (error) {
        onFault(`a message could not be sent: ${String(error)}`);
      }
    },
    onMessage(listener) {
      inbox.onMessage(listener);
      messagePort.start();
    },
    onClose: inbox.onClose,
    close() {
      messagePort.close();
      inbox.end();
    },
  };
}
