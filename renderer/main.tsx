import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createPageClient } from './app/create-page-client.ts';
import { createDrafts } from './state/drafts.ts';
import { createSession } from './state/session.ts';
import { createStation } from './state/station.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no element #root');

const client = createPageClient(window, 'window');

// On the desktop a hidden window hosts the phone.
if (/^https?:$/.test(window.location.protocol)) void import('./phone/host-in-browser.ts').then(({ hostInBrowser }) => hostInBrowser(client, window));

createRoot(root).render(
  <App station={createStation(client)} session={createSession()} drafts={createDrafts(client, window.sessionStorage)} />,
);
