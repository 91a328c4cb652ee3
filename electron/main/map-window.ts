import { app, type BrowserWindow, type WebContents } from 'electron';
import { mapWindowQuery } from '#contract/seat-windows.ts';
import { placeBeside } from '#domain/layout/place-window.ts';
import { openConsoleWindow } from './console-window.ts';
import type { ShellLog } from './shell-log.ts';
import type { ShellMemory } from './shell-memory.ts';
import { careForWindow, type WindowCare } from './window-care.ts';
import type { Title } from './window-title.ts';

const name = 'map-1';

export type MapWindow = {
  /** Opens it, or brings it to the front. */
  open(): void;
  /** Opens it when it was there at the end of the last run. */
  openAgain(): void;
  /** Loads it again if it is the one that asks. */
  reload(by: WebContents): void;
};

/** A map in a window of its own, beside the console it belongs to; it goes with the console. */
export function createMapWindow(options: {
  console: BrowserWindow;
  consoleName: string;
  title: Title;
  memory: ShellMemory;
  hasSoftwareGraphics: boolean;
  ports: { add(contents: WebContents, seat: string): void };
  log: ShellLog;
  now: () => number;
}): MapWindow {
  const { console, title, memory, log, now } = options;
  let there: { readonly window: BrowserWindow; readonly care: WindowCare } | null = null;
  let isEnding = false;
  app.on('before-quit', () => void (isEnding = true));

  function open(): void {
    if (there) return toFront(there.window);
    const { window, address } = openConsoleWindow({
      ...{ name, memory, title: title.text(), hasSoftwareGraphics: options.hasSoftwareGraphics, query: mapWindowQuery(options.consoleName), fillsFirst: false },
      place: (remembered, displays) => placeBeside(remembered, console.getNormalBounds(), displays),
    });
    options.ports.add(window.webContents, name);
    title.showOn((text) => {
      if (!window.isDestroyed()) window.setTitle(text);
    });
    there = { window, care: careForWindow({ window, address, log, now, onHang: (hangsSinceMs) => title.change({ hangsSinceMs }) }) };
    memory.rememberOpen(name, true);
    window.on('closed', () => {
      there = null;
      title.change({ hangsSinceMs: null });
      if (!isEnding) memory.rememberOpen(name, false);
    });
  }

  return {
    open,
    openAgain() {
      if (memory.wasOpen(name)) open();
    },
    reload(by) {
      if (there?.window.webContents === by) there.care.reload();
    },
  };
}

export function toFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
