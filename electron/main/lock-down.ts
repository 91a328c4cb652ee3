import { app, Menu, type Session, type WebContents } from 'electron';
import { reloadAddress } from './app-scheme.ts';
import type { ShellLog } from './shell-log.ts';

/** What pages of a session may ask of Chromium, and where they may connect to; everything else is refused without a question. */
export type Allowed = { readonly permissions: readonly string[]; readonly origins: readonly string[] };

const consoleAllowed: Allowed = { permissions: ['clipboard-sanitized-write', 'fullscreen'], origins: [] };
/** Where a window's content may come from. */
const ownSchemes = ['app:', 'blob:', 'data:', 'devtools:'];

/**
 * Windows show our own pages and nothing else: no navigation, no windows of a page's own making (the shell hears which of its own is asked for), no network, no permissions beyond the list.
 * Without a menu there are no accelerators, so that F1 to F12, Ctrl+R and Ctrl+W reach the page.
 */
export function lockDown(session: Session, log: ShellLog, asked: { reload: (by: WebContents) => void; window: (by: WebContents, name: string) => void }): void {
  Menu.setApplicationMenu(null);
  lockDownSession(session, log, consoleAllowed);
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(({ frameName }) => {
      asked.window(contents, frameName);
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && event.url === contents.getURL()) return;
      event.preventDefault();
      if (event.isMainFrame && event.url === reloadAddress) asked.reload(contents);
    });
  });
}

/** The part of it that belongs to one session. */
export function lockDownSession(session: Session, log: ShellLog, allowed: Allowed): void {
  const permissions = new Set(allowed.permissions);
  const origins = new Set(allowed.origins);
  session.setPermissionRequestHandler((_, permission, answer) => answer(permissions.has(permission)));
  session.setPermissionCheckHandler((_, permission) => permissions.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn = ownSchemes.some((scheme) => url.startsWith(scheme)) || (origins.size > 0 && origins.has(new URL(url).origin));
    if (!isOwn) log.warn('a window asked for something outside the console', { scheme: url.split(':', 1)[0] });
    answer({ cancel: !isOwn });
  });
  session.on('will-download', (event) => event.preventDefault());
}
