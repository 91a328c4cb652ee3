import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { createClient } from '#contract/client/client.ts';
import { App } from './app/app.tsx';
import { createPortOpener } from './app/open-port.ts';
import { createDrafts } from './state/drafts.ts';
import { randomId } from './state/random-id.ts';
import { createSession } from './state/session.ts';
import { createStation } from './state/station.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no element #root');

const client = createClient({
  openPort: createPortOpener(window),
  name: 'window',
  clock: {
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  newRequestId: randomId,
  onDefect: (message, error) => reportError(new Error(message, { cause: error })),
});

// On the desktop a hidden window hosts the phone.
if (/^https?:$/.test(window.location.protocol)) void import('./phone/host-in-browser.ts').then(({ hostInBrowser }) => hostInBrowser(client, window));

createRoot(root).render(
  <App station={createStation(client)} session={createSession()} drafts={createDrafts(client, window.sessionStorage)} />,
);
