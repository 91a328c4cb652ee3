import { join } from 'node:path';
import { app, BrowserWindow, screen, type Display as ScreenDisplay } from 'electron';
import { isSamePlace, smallestWindow, type Display, type Rectangle, type WindowPlace } from '#domain/layout/place-window.ts';
import { appOrigin } from './app-file.ts';
import type { ShellMemory } from './shell-memory.ts';

/** The darkest surface of the console, so that nothing flashes before the first picture. */
const background = '#0E1116';
const settledAfterMs = 500;
/** 0 is the size the console is drawn for. */
const zoomSteps = new Map([['+', 0.5], ['=', 0.5], ['-', -0.5], ['0', 0]]);
/** Systems push windows around by themselves when displays change; such moves are nobody's wish. */
const displaysSettleMs = 3000;

/** Where a window opens, by where it was. */
export type Placing = (remembered: WindowPlace | null, displays: readonly Display[]) => Rectangle;

/** Opens a window where it was, and remembers where a person puts it. `name` is its seat at core too. */
export function openConsoleWindow(options: {
  name: string;
  title: string;
  memory: ShellMemory;
  hasSoftwareGraphics: boolean;
  place: Placing;
  /** Fills the display the first time. */
  fillsFirst: boolean;
  /** Which page it shows; the console where nothing is said. */
  query?: string;
}): {
  window: BrowserWindow;
  address: string;
} {
  const { name, memory, place } = options;
  const remembered = memory.placeOf(name);
  const window = new BrowserWindow({
    ...place(remembered, displays()),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: options.title,
    backgroundColor: background,
    show: false,
    webPreferences: {
      preload: join(app.getAppPath(), 'dist', 'electron', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // A call must ring, and time must go on, in a window that nobody touched or that another one covers.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (remembered?.isMaximized ?? options.fillsFirst) window.maximize();
    window.show();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  zoomByKeys(window);
  keepPlace(window, name, memory, place);
  const address = `${appOrigin}/index.html?${new URLSearchParams({ window: name, graphics: options.hasSoftwareGraphics ? 'software' : 'hardware' }).toString()}${options.query === undefined ? '' : `&${options.query}`}`;
  return { window, address };
}

/** Chromium's own zoom, which it remembers; its menu, where these keys come from otherwise, is gone. */
function zoomByKeys({ webContents }: BrowserWindow): void {
  webContents.on('before-input-event', (event, { type, key, control, alt }) => {
    const step = type === 'keyDown' && control && !alt ? zoomSteps.get(key) : undefined;
    if (step === undefined) return;
    event.preventDefault();
    webContents.setZoomLevel(step === 0 ? 0 : Math.min(Math.max(webContents.getZoomLevel() + step, -2), 4));
  });
}

function keepPlace(window: BrowserWindow, name: string, memory: ShellMemory, placing: Placing): void {
  let timer: NodeJS.Timeout | undefined;
  let displaysChangedAtMs = -displaysSettleMs;
  const remember = (): void => {
    const bounds = window.getNormalBounds();
    memory.rememberPlace(name, { bounds, display: displayOf(screen.getDisplayMatching(bounds)), isMaximized: window.isMaximized() });
  };
  const moved = (): void => {
    clearTimeout(timer);
    if (performance.now() - displaysChangedAtMs > displaysSettleMs) timer = setTimeout(remember, settledAfterMs);
  };
  const placeAgain = (): void => {
    clearTimeout(timer);
    displaysChangedAtMs = performance.now();
    const place = memory.placeOf(name);
    const bounds = placing(place, displays());
    if (isSamePlace(bounds, window.getNormalBounds())) return;
    if (window.isMaximized()) window.unmaximize();
    window.setBounds(bounds);
    if (place?.isMaximized) window.maximize();
  };
  window.on('move', moved);
  window.on('resize', moved);
  window.on('maximize', moved);
  window.on('unmaximize', moved);
  screen.on('display-added', placeAgain);
  screen.on('display-removed', placeAgain);
  screen.on('display-metrics-changed', placeAgain);
  window.on('closed', () => {
    clearTimeout(timer);
    screen.off('display-added', placeAgain);
    screen.off('display-removed', placeAgain);
    screen.off('display-metrics-changed', placeAgain);
  });
}

/** The primary display first. */
function displays(): Display[] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(displayOf);
}

function displayOf({ id, bounds, workArea }: ScreenDisplay): Display {
  return { id, bounds, workArea };
}
