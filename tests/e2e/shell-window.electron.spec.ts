import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { withoutGraphics } from '#build/chromium-path.mjs';
import { openBareWindow } from './bare-window.ts';
import { launchElectron, type LaunchedConsole } from './launch-electron.ts';

const smallCore = fileURLToPath(new URL('../../dist/electron/small-core.cjs', import.meta.url));
const consoleAddress = /^app:\/\/siaga\/index\.html\?window=console-1/;
const fallbackAddress = 'app://siaga/resources/shell/fallback.html';

let shell: LaunchedConsole;

const test = base.extend<{ hasGraphics: boolean }>({ hasGraphics: [false, { option: true }] });

test.beforeEach(async ({ hasGraphics }) => {
  shell = await launchElectron({ arguments: ['--core-home=utility', `--core-entry=${smallCore}`, ...(hasGraphics ? [] : withoutGraphics)] });
  await shell.coreIsReady();
  await expect.poll(windowState).toMatchObject({ url: expect.stringMatching(consoleAddress), isBusy: false });
});
test.afterEach(() => shell.close());

/** What main knows of the window; the page itself may be gone or hang. */
function windowState(): Promise<{ url: string; title: string; isBusy: boolean }> {
  return shell.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.fromId(1);
    const contents = window?.webContents;
    return { url: contents?.getURL() ?? '', title: window?.getTitle() ?? '', isBusy: contents === undefined || contents.isCrashed() || contents.isLoadingMainFrame() };
  });
}

const crashes = (): number => shell.entries().filter(({ message }) => message === 'the process of a window is gone').length;

/** Resolves when the shell has noticed. Playwright itself does not come back to a page that crashed once. */
async function crash(): Promise<void> {
  const before = crashes();
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.forcefullyCrashRenderer());
  await expect.poll(crashes, { intervals: [10] }).toBe(before + 1);
}

function inWindow(script: string): Promise<unknown> {
  return shell.app.evaluate(({ BrowserWindow }, run) => BrowserWindow.fromId(1)?.webContents.executeJavaScript(run), script);
}

test('a window whose process dies is loaded again, and after the third time shows what to do without it', async () => {
  const isBack = { url: expect.stringMatching(consoleAddress), isBusy: false };
  await crash();
  await expect.poll(windowState, { intervals: [20] }).toMatchObject(isBack);
  await crash();
  await expect.poll(windowState, { intervals: [20] }).toMatchObject(isBack);
  await crash();
  await expect.poll(windowState).toMatchObject({ url: fallbackAddress, isBusy: false });
  expect(await inWindow("document.querySelector('h1').textContent")).toBe('Jendela ini berhenti');
  await inWindow("document.querySelector('a').click()");
  await expect.poll(windowState).toMatchObject(isBack);
});

test('a page that does not get past loading is loaded once more', async () => {
  await shell.app.evaluate(({ BrowserWindow, session }) => {
    let held = 0;
    // The first request is never answered.
    session.defaultSession.webRequest.onBeforeRequest({ urls: ['app://siaga/index.html*'] }, (_, callback) => {
      held += 1;
      if (held > 1) callback({});
    });
    BrowserWindow.fromId(1)?.webContents.reload();
  });
  await expect.poll(windowState).toMatchObject({ isBusy: true });
  await expect.poll(() => shell.entries().map(({ message }) => message), { timeout: 45_000 }).toContain('a page does not get past loading');
  await expect.poll(windowState).toMatchObject({ url: expect.stringMatching(consoleAddress), isBusy: false });
  expect(await inWindow('document.body.innerText.length > 100')).toBe(true);
});

test('a window that hangs says since when and offers to be loaded again, while core goes on', async () => {
  await openBareWindow(shell.app, shell.page);
  shell.page.evaluate(() => {
    for (;;);
  }).catch(() => undefined);
  const notice = await shell.app.waitForEvent('window', { predicate: (page) => page.url().startsWith('app://notice/'), timeout: 5000 });
  await expect(notice.locator('strong')).toHaveText(/^Jendela ini tidak menjawab sejak \d\d:\d\d:\d\d\.$/);
  expect((await windowState()).title).toMatch(/^TIDAK MENJAWAB sejak \d\d:\d\d:\d\d · LATIHAN · Siaga 112/);
  expect(shell.entries()).not.toContainEqual(expect.objectContaining({ message: 'core is gone' }));
  await notice.getByRole('link', { name: 'Muat ulang jendela' }).click();
  await expect.poll(windowState).toMatchObject({ url: expect.stringMatching(consoleAddress), isBusy: false, title: expect.stringMatching(/^LATIHAN/) });
});

test('a window that answers again in time is left alone', async () => {
  await openBareWindow(shell.app, shell.page);
  const notice = shell.app.waitForEvent('window', { predicate: (page) => page.url().startsWith('app://notice/'), timeout: 8000 });
  await shell.page.evaluate(() => {
    document.body.dataset['typed'] = 'half a wor';
    const untilMs = performance.now() + 6000;
    while (performance.now() < untilMs);
  });
  await (await notice).waitForEvent('close').catch(() => undefined);
  await expect.poll(async () => (await windowState()).title).toMatch(/^LATIHAN/);
  await expect(shell.page.locator('body')).toHaveAttribute('data-typed', 'half a wor');
});

test.describe('with the map', () => {
  test.use({ hasGraphics: true });

  test('three deaths of the graphics process turn the card off for the next start, and the title says so', async () => {
    const graphicsProcess = (): Promise<number | undefined> => shell.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid);
    const killed = new Set<number>();
    for (let count = 1; count <= 3; count += 1) {
      await expect.poll(async () => !killed.has((await graphicsProcess()) ?? [...killed][0] ?? 0)).toBe(true);
      const pid = await graphicsProcess();
      if (pid === undefined) throw new Error('there is no graphics process');
      killed.add(pid);
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => shell.entries().filter(({ message }) => message === 'the graphics process is gone').length).toBe(count);
    }
    await expect.poll(async () => (await windowState()).title).toMatch(/grafik tanpa kartu grafis$/);
    expect(readFileSync(join(shell.dataDir, 'shell', 'shell.json'), 'utf8')).toContain('"graphics": "software"');
    await expect(shell.page.locator('body')).toBeVisible();
  });
});

test('the function keys, Ctrl+R and Ctrl+W reach the page, which is neither reloaded nor closed; Ctrl with plus and minus zooms', async () => {
  await openBareWindow(shell.app, shell.page);
  await shell.page.evaluate(() => {
    document.body.dataset['keys'] = '';
    window.addEventListener('keydown', (event) => (document.body.dataset['keys'] += `${event.ctrlKey ? 'Ctrl+' : ''}${event.key} `));
  });
  const keys = ['F1', 'F3', 'F5', 'F6', 'F11', 'F12', 'Control+r', 'Control+w', 'Control+p'];
  // The window system's way in, unlike Playwright's own keyboard, passes what the shell does with keys.
  await shell.app.evaluate(({ BrowserWindow }, names) => {
    const contents = BrowserWindow.fromId(1)?.webContents;
    for (const name of names) {
      const isControl = name.startsWith('Control+');
      contents?.sendInputEvent({ type: 'keyDown', keyCode: name.replace('Control+', ''), modifiers: isControl ? ['control'] : [] });
    }
  }, keys);
  await shell.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.fromId(1)?.webContents;
    for (const keyCode of ['-', '-', '0', '=']) contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers: ['control'] });
  });
  await expect.poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.getZoomLevel())).toBe(0.5);
  await expect(shell.page.locator('body')).toHaveAttribute('data-keys', 'F1 F3 F5 F6 F11 F12 Ctrl+r Ctrl+w Ctrl+p ');
});
