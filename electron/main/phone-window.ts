import { join } from 'node:path';
import { app, BrowserWindow, session, type WebContents } from 'electron';
import type { ConsoleFolders } from '#contract/console-files.ts';
import type { PhoneServers } from '#contract/core-process.ts';
import { contentSecurityPolicyFor } from '#contract/content-security-policy.ts';
import { appOrigin } from './app-file.ts';
import { serveAppScheme } from './app-scheme.ts';
import { lockDownSession } from './lock-down.ts';
import { trustAuthority } from './private-authority.ts';
import type { ShellLog } from './shell-log.ts';

/** Core takes the host's word from the window of this seat only. */
const seat = 'phone';
/** Kept on disk: device ids, by which a headset is chosen, and what was not told to core yet, live as long as the session. */
const partition = 'persist:phone';
const startAgainMs = 250;

/**
 * Opens the phone's window once core is there: never shown, never slowed down, with the microphone and the way to the SIP
 * servers, which no other window has. It is loaded again when its process dies.
 */
export function createPhoneOpener(options: {
  folders: ConsoleFolders;
  ports: { add(contents: WebContents, seat: string): void };
  log: ShellLog;
}): (servers: PhoneServers | null) => void {
  const { folders, log } = options;
  let isOpen = false;
  return (servers) => {
    if (isOpen || !servers) return;
    isOpen = true;
    const addresses = servers.proxies.map((proxy) => new URL(proxy));
    const origins = [...new Set(addresses.map(({ origin }) => origin))];
    const own = session.fromPartition(partition);
    if (servers.authorityFile !== null) trustAuthority(own, servers.authorityFile, addresses.map(({ hostname }) => hostname), log);
    lockDownSession(own, log, { permissions: ['media', 'speaker-selection'], origins });
    serveAppScheme(own, folders, contentSecurityPolicyFor(origins));
    const window = new BrowserWindow({
      show: false,
      skipTaskbar: true,
      webPreferences: {
        preload: join(app.getAppPath(), 'dist', 'electron', 'preload.cjs'),
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
        devTools: !app.isPackaged,
        autoplayPolicy: 'no-user-gesture-required',
        backgroundThrottling: false,
      },
    });
    options.ports.add(window.webContents, seat);
    careForPhone(window, log);
  };
}

function careForPhone(window: BrowserWindow, log: ShellLog): void {
  const load = (): void => {
    if (window.isDestroyed()) return;
    window.loadURL(`${appOrigin}/phone.html`).catch((error: unknown) => log.warn('the phone could not load its page', { reason: String(error) }));
  };
  const again = (what: string, reason: string): void => {
    log.warn(what, { reason });
    setTimeout(load, startAgainMs);
  };
  window.webContents.on('render-process-gone', (_, { reason }) => again('the process of the phone is gone', reason));
  window.webContents.on('did-fail-load', (_, _code, reason) => again('the page of the phone failed to load', reason));
  load();
}
