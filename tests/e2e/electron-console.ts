import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutGraphics } from '#build/chromium-path.mjs';
import type { OpenConsole } from './browser-console.ts';
import { launchElectron } from './launch-electron.ts';

const answerWithinMs = 1_000;

/** A console whose shell may have a window for the phone. */
export type OpenElectronConsole = OpenConsole & {
  /** Ends the process of the phone's window as a crash does. */
  crashPhone(): Promise<void>;
  /** Takes the console's window out of sight, as a person does who minimises it. */
  hideWindow(): Promise<void>;
  /** Whether the console's window is in sight above every other. */
  isOnTop(): Promise<boolean>;
};

type ElectronConsoleOptions = {
  readonly dataDir: string;
  readonly profile: object;
  /** Draws the map. */
  readonly hasGraphics?: boolean;
  readonly arguments?: readonly string[];
  readonly environment?: Record<string, string>;
};

/** The bundled console in the real Electron, with core in whichever home that Electron can give it. */
export async function openElectronConsole(options: ElectronConsoleOptions): Promise<OpenElectronConsole> {
  mkdirSync(options.dataDir, { recursive: true });
  const profileFile = join(options.dataDir, 'profile.json');
  writeFileSync(profileFile, JSON.stringify(options.profile));
  const { app, page, sight, coreIsReady, coreProcessId, close } = await launchElectron({
    dataDir: options.dataDir,
    arguments: ['--profile', profileFile, ...(options.hasGraphics ? [] : withoutGraphics), ...(options.arguments ?? [])],
    ...(options.environment ? { environment: options.environment } : {}),
  });
  await coreIsReady();
  let starts = 1;
  return {
    page,
    sight,
    async killCore() {
      process.kill(coreProcessId(), 'SIGKILL');
      starts += 1;
      await coreIsReady(starts);
    },
    async crashWindow() {
      const crashed = page.waitForEvent('crash');
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents.forcefullyCrashRenderer());
      await crashed;
    },
    async crashPhone() {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => !window.isVisible())?.webContents.forcefullyCrashRenderer());
    },
    async hideWindow() {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.hide());
    },
    isOnTop: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible() && window.isAlwaysOnTop())),
    inWindow(expression) {
      const asked = app.evaluate(
        // The phone's window is never shown.
        ({ BrowserWindow }, script) => BrowserWindow.getAllWindows().find((window) => window.isVisible())?.webContents.executeJavaScript(script) as Promise<unknown>,
        expression,
      );
      // A script that was given to a page on its way out is never answered.
      return Promise.race([asked.catch(() => undefined), new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), answerWithinMs))]);
    },
    close,
  };
}
