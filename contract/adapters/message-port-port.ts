import type { Port } from '../port.ts';
import { createPortInbox } from './port-inbox.ts';

/** What a page's MessagePort offers. */
export type MessagePortLike = {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'messageerror' | 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** A port over a page's MessagePort. Chromium tells of the other end's death by `close`; the client's pings notice it elsewhere. */
export function messagePortPort(messagePort: MessagePortLike, onFault: (fault: string) => void = () => undefined): Port {
  const inbox = createPortInbox();
  messagePort.addEventListener('message', (event) => inbox.receive(event.data));
  messagePort.addEventListener('messageerror', () => onFault('a message could not be cloned on arrival'));
  messagePort.addEventListener('close', inbox.end);
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
