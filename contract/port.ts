/**
 * Two ends that pass structured values in order. Adapters exist for Electron's message ports, WebSocket, a Node child
 * and a hand-pumped pair; nothing else in the product knows which of them carries it.
 */
export type Port = {
  /** Arrays of bytes and numbers arrive as they are; elsewhere messages are texts. */
  readonly carriesArrays?: boolean;
  /** Never throws; on a closed port it does nothing. */
  post(message: unknown): void;
  /** Replaces the listener. Messages that came before the first listener are kept for it. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the port was already closed. */
  onClose(listener: () => void): void;
  close(): void;
};
