import type { BrowserWindow } from 'electron';
import { appOrigin } from './app-file.ts';
import { createFaultCounter } from './fault-counter.ts';
import { openHangNotice } from './hang-notice.ts';
import type { ShellLog } from './shell-log.ts';

const pulseMs = 1000;
/** Pulses without an answer: after two the offer to load the window again appears, after thirty it is not asked any more. */
const silentPulses = { offered: 2, reloaded: 30 };
/** Pulses after which a page that is still loading is loaded once more: it lies on this machine's disk. */
const loadingPulses = 30;
const crashesTolerated = { times: 3, withinMs: 60_000 };
const fallbackAddress = `${appOrigin}/resources/shell/fallback.html`;
const fallbackPauseMs = 1000;

export type WindowCare = { reload(): void };

/**
 * Keeps one window going: loads it again when its process dies or it does not get past loading, shows a plain page when that happens too often,
 * notices when it does not answer. Other windows and core go on meanwhile. `onHang` hears since when (epoch milliseconds), null when it is over.
 */
export function careForWindow(options: {
  window: BrowserWindow;
  address: string;
  log: ShellLog;
  now: () => number;
  onHang: (sinceMs: number | null) => void;
}): WindowCare {
  const { window, address, log } = options;
  const contents = window.webContents;
  const isTooMany = createFaultCounter({ ...crashesTolerated, now: options.now });
  let silent = 0;
  let loading = 0;
  let isAsked = false;
  let notice: { close(): void } | null = null;

  const load = (url: string): void => {
    if (window.isDestroyed()) return;
    answered();
    window.loadURL(url).catch((error: unknown) => log.warn('a window could not load its page', { url, reason: String(error) }));
  };
  const answered = (): void => {
    silent = 0;
    isAsked = false;
    if (notice === null) return;
    notice.close();
    notice = null;
    options.onHang(null);
    log.info('the window answers again');
  };
  const reload = (): void => {
    // A page that hangs does not even leave by itself.
    if (notice !== null && !contents.isCrashed()) contents.forcefullyCrashRenderer();
    else load(address);
  };
  const pulse = (): void => {
    if (contents.isCrashed() || contents.isLoadingMainFrame()) return waitForPage();
    loading = 0;
    silent += 1;
    if (!isAsked) {
      isAsked = true;
      contents.executeJavaScript('0').then(answered, answered);
    }
    if (silent > silentPulses.offered && notice === null) {
      const sinceMs = Date.now() - silent * pulseMs;
      log.warn('the window does not answer');
      notice = openHangNotice(window, sinceMs);
      options.onHang(sinceMs);
    }
    if (silent > silentPulses.reloaded) reload();
  };

  const waitForPage = (): void => {
    silent = 0;
    loading += 1;
    if (loading <= loadingPulses) return;
    loading = 0;
    log.warn('a page does not get past loading', { url: contents.getURL() });
    load(isTooMany() ? fallbackAddress : address);
  };

  contents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const isFallback = isTooMany();
    log.warn('the process of a window is gone', { reason, exitCode, next: isFallback ? 'fallback' : 'reload' });
    if (isFallback) setTimeout(() => load(fallbackAddress), fallbackPauseMs);
    else setImmediate(() => load(address));
  });
  contents.on('did-fail-load', (_, code, reason, url, isMainFrame) => {
    const isAborted = code === -3;
    if (!isMainFrame || isAborted || url === fallbackAddress) return;
    log.warn('a page failed to load', { url, reason });
    setImmediate(() => load(fallbackAddress));
  });
  contents.on('did-navigate', (_, url, status) => {
    if (status < 400 || url === fallbackAddress) return;
    log.warn('a page is not there', { url, status });
    setImmediate(() => load(fallbackAddress));
  });
  const timer = setInterval(pulse, pulseMs);
  window.on('closed', () => clearInterval(timer));
  load(address);
  return { reload };
}
