import { messagePortPort } from '#contract/adapters/message-port-port.ts';
import type { Port } from '#contract/port.ts';
import { isWindowMessage, wantPort } from '#contract/window-port.ts';

/**
 * Gets the window's port from the shell. A port that comes unasked, after a crash of core, ends the one before, so that
 * the client asks again and finds the new one waiting.
 */
export function createWindowPortOpener(window: Window): () => Promise<Port> {
  let offered: MessagePort | null = null;
  let inUse: Port | null = null;
  let waiting: PromiseWithResolvers<Port> | null = null;

  function giveOut(): void {
    if (!waiting || !offered) return;
    inUse = messagePortPort(offered);
    offered = null;
    waiting.resolve(inUse);
    waiting = null;
  }

  window.addEventListener('message', (event) => {
    if (event.source !== window || !isWindowMessage(event.data)) return;
    const port = event.ports[0];
    const before = inUse;
    inUse = null;
    if (event.data.kind === 'siaga-port' && port) {
      offered?.close();
      offered = port;
      giveOut();
    } else if (event.data.kind === 'siaga-core') {
      waiting?.reject(new Error(event.data.sentence ?? 'The station is starting.'));
      waiting = null;
    }
    before?.close();
  });

  return () => {
    waiting?.reject(new Error('Another port was asked for.'));
    waiting = Promise.withResolvers<Port>();
    const { promise } = waiting;
    if (offered) giveOut();
    else window.postMessage(wantPort, window.location.origin);
    return promise;
  };
}
