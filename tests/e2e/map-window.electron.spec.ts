import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { withoutGraphics } from '#build/chromium-path.mjs';
import { mapWindowName } from '#contract/seat-windows.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { launchElectron, type LaunchedConsole } from './launch-electron.ts';

let dataDir: string;
test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'siaga-e2e-'));
  writeFileSync(join(dataDir, 'profile.json'), JSON.stringify(smallProfileSource));
});
test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function withConsole(run: (shell: LaunchedConsole) => Promise<void>): Promise<void> {
  const shell = await launchElectron({ dataDir, arguments: ['--core-home=child', ...withoutGraphics, '--profile', join(dataDir, 'profile.json')] });
  try {
    await shell.coreIsReady();
    await run(shell);
  } finally {
    await shell.close();
  }
}

/** As the map's key does. */
async function askForMap(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Antrean' }).waitFor();
  await page.evaluate((name) => window.open('', name), mapWindowName);
}

/** What main knows of the map's windows, since a driver loses a page that crashed. */
function mapWindows(app: ElectronApplication): Promise<{ id: number; bounds: { x: number; y: number; width: number; height: number }; title: string; isBusy: boolean; isVisible: boolean }[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => !window.isDestroyed() && !window.webContents.isDestroyed() && window.webContents.getURL().includes('show=map'))
      .map((window) => ({ id: window.id, bounds: window.getBounds(), title: window.getTitle(), isBusy: window.webContents.isCrashed() || window.webContents.isLoadingMainFrame(), isVisible: window.isVisible() })),
  );
}

/** A page on its way out never answers. */
function shownByMap(app: ElectronApplication, id: number): Promise<unknown> {
  const asked = app.evaluate(({ BrowserWindow }, which) => BrowserWindow.fromId(which)?.webContents.executeJavaScript("document.querySelector('footer [role=status]')?.textContent"), id);
  return Promise.race([asked.catch(() => null), new Promise((resolve) => setTimeout(() => resolve(null), 1_000))]);
}

test('the window of the map opens once, beside the console, is loaded again after a crash, and hands keys to the console, and at the next start is where it was put', async () => {
  const put = { x: 120, y: 80, width: 1_000, height: 640 };
  await withConsole(async ({ app, page }) => {
    await askForMap(page);
    await expect.poll(() => mapWindows(app)).toMatchObject([{ title: expect.stringMatching(/^Peta · Siaga 112/), isVisible: true, isBusy: false }]);
    await askForMap(page);
    const [map] = await mapWindows(app);
    const id = map?.id ?? 0;
    await expect.poll(() => shownByMap(app, id)).toContain('dikerjakan konsol');
    await app.evaluate(({ BrowserWindow }, which) => BrowserWindow.fromId(which)?.webContents.forcefullyCrashRenderer(), id);
    await expect.poll(() => shownByMap(app, id)).toContain('dikerjakan konsol');
    expect(await mapWindows(app)).toHaveLength(1);
    await app.evaluate(({ BrowserWindow }, [which, bounds]) => BrowserWindow.fromId(which)?.setBounds(bounds), [id, put] as const);
    await expect.poll(async () => (await mapWindows(app))[0]?.bounds).toEqual(put);
    const remembered = (): unknown => (JSON.parse(readFileSync(join(dataDir, 'shell', 'shell.json'), 'utf8')) as Record<string, unknown>)['window map-1'];
    await expect.poll(remembered).toMatchObject({ bounds: put });
    // A key that means nothing on the map is done by the console, which comes into sight for it.
    await app.evaluate(({ BrowserWindow }, which) => {
      BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('window=console-1'))?.hide();
      BrowserWindow.fromId(which)?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F2' });
    }, id);
    await expect(page.locator('[data-panel="incident-form"] input[role=combobox]')).toBeFocused();
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length)).toBe(2);
  });
  await withConsole(async ({ app, page }) => {
    await expect.poll(() => mapWindows(app)).toMatchObject([{ bounds: put, isVisible: true }]);
    expect(page.url()).not.toContain('show=map');
    // Closed by a person it stays closed.
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('show=map'))?.close());
    await expect.poll(() => mapWindows(app)).toEqual([]);
  });
  await withConsole(async ({ app, page }) => {
    await page.getByRole('region', { name: 'Antrean' }).waitFor();
    expect(await mapWindows(app)).toEqual([]);
    // The console ends with its last window but one: the map's goes with it.
    await askForMap(page);
    await expect.poll(() => mapWindows(app)).toHaveLength(1);
    const left = app.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('window=console-1'))?.close());
    await left;
  });
});
