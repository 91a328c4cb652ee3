import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createPageClient } from './app/create-page-client.ts';
import { MapApp } from './app/map-app.tsx';
import { belongToConsole, channelOf, consoleOfMap, goToConsole, goToMap, nameOfConsole } from './app/seat-window.ts';
import { createActionRegistry } from './keys/action-registry.ts';
import { createDrafts } from './state/drafts.ts';
import { followSeat, leadSeat } from './state/seat-link.ts';
import { createSession } from './state/session.ts';
import { createStation } from './state/station.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no element #root');

const client = createPageClient(window, 'window');
const station = createStation(client);
const registry = createActionRegistry();
const session = createSession();
const console = consoleOfMap(window.location);

if (console === null) {
  // On the desktop a hidden window hosts the phone.
  if (/^https?:$/.test(window.location.protocol)) void import('./phone/host-in-browser.ts').then(({ hostInBrowser }) => hostInBrowser(client, window));
  const name = nameOfConsole(window);
  const seat = leadSeat(channelOf(name), session, (action) => registry.run(action));
  window.addEventListener('pagehide', seat.gone);
  const otherWindow = { is: 'map', go: () => goToMap(window, name) } as const;
  createRoot(root).render(<App station={station} session={session} registry={registry} otherWindow={otherWindow} drafts={createDrafts(client, window.sessionStorage)} />);
} else {
  const seat = followSeat(channelOf(console), session.get());
  belongToConsole(window, seat.isLed);
  const otherWindow = { is: 'console', go: () => seat.isLed.get() && goToConsole(window) } as const;
  createRoot(root).render(<MapApp station={station} seat={seat} registry={registry} otherWindow={otherWindow} />);
}
