import { ipcRenderer } from 'electron';
import type { WantPort, WindowMessage } from '#contract/window-port.ts';

const want: WantPort['kind'] = 'siaga-want-port';

// See contract/window-port.ts: the page asks by a message to its own window, and what comes from main goes the same way.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source === window && isWant(event.data)) ipcRenderer.send(want);
});

ipcRenderer.on('siaga-port', (event, message: WindowMessage) => window.postMessage(message, location.origin, [...event.ports]));

function isWant(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === want;
}
