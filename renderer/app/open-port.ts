import type { Port } from '#contract/port.ts';
import { takeToken } from './access-token.ts';
import { createWebSocketOpener } from './web-socket-opener.ts';
import { createWindowPortOpener } from './window-port-opener.ts';

/** Opens a port to the station: over a WebSocket where the page came over the network, else the one the shell hands over. */
export function createPortOpener(window: Window): () => Promise<Port> {
  if (!/^https?:$/.test(window.location.protocol)) return createWindowPortOpener(window);
  return createWebSocketOpener(window.location, takeToken(window));
}
