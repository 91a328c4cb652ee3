import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { withoutGraphics } from '#build/chromium-path.mjs';
import { electronArguments, electronExecutable } from '#build/electron-path.mjs';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { openBareWindow } from './bare-window.ts';
import { launchElectron, type LaunchedConsole } from './launch-electron.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
let dataDir: string;
let profile: string;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'siaga-e2e-'));
  profile = join(dataDir, 'profile.json');
  writeFileSync(profile, JSON.stringify(smallProfileSource));
});
test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function readMemory(): string {
  const file = join(dataDir, 'shell', 'shell.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** As a shell leaves it whose window did not fill the screen: a display without a window manager never lets one shrink again. */
function rememberSmallWindow(): void {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const place = { bounds: { x: 40, y: 40, width: 1200, height: 720 }, display: { id: 1, bounds: screen, workArea: screen }, isMaximized: false };
  mkdirSync(join(dataDir, 'shell'), { recursive: true });
  writeFileSync(join(dataDir, 'shell', 'shell.json'), JSON.stringify({ 'window console-1': place }));
}

async function withConsole(run: (shell: LaunchedConsole) => Promise<void>): Promise<void> {
  const shell = await launchElectron({ dataDir, arguments: ['--core-home=child', ...withoutGraphics, '--profile', profile] });
  try {
    await run(shell);
  } finally {
    await shell.close();
  }
}

test('core as a Node child serves its window, and a fresh one does after a kill -9', async () => {
  await withConsole(async (shell) => {
    await shell.coreIsReady();
    const bare = await openBareWindow(shell.app, shell.page);
    // Of today: what was typed long ago is swept away at a start.
    expect(await bare.ask('draft.save', { draft: 'incident', body: { note: 'ibu pingsan' }, savedAtMs: Date.now() })).toEqual({ ok: true, value: {} });
    process.kill(shell.coreProcessId(), 'SIGKILL');
    await expect.poll(async () => (await bare.handed()).filter(({ kind }) => kind === 'siaga-port').length).toBe(2);
    expect(await bare.ask('draft.load', { draft: 'incident' })).toMatchObject({ ok: true, value: { body: { note: 'ibu pingsan' } } });
  });
});

test('a second start on the same folder brings the first window to front and ends', async () => {
  await withConsole(async (shell) => {
    await shell.coreIsReady();
    await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.hide());
    const electron = electronExecutable();
    if (electron === undefined) throw new Error('there is no Electron');
    const second = spawn(electron.path, [...electronArguments(), projectFolder, '--data-dir', dataDir, '--profile', profile], { stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    await expect.poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length)).toBe(1);
    expect(shell.entries().filter(({ message }) => message === 'the shell starts')).toHaveLength(1);
  });
});

test('a folder that another station holds is said in the window, until it is free', async () => {
  const holder = await startHeadlessStation({ dataDir, profile: smallProfileSource });
  await withConsole(async (shell) => {
    const bare = await openBareWindow(shell.app, shell.page);
    await expect.poll(async () => (await bare.handed()).at(-1)).toMatchObject({ kind: 'siaga-core', state: 'fatal', sentence: expect.stringContaining(dataDir) });
    await holder.stop();
    await shell.coreIsReady();
    await expect.poll(async () => (await bare.handed()).at(-1)).toEqual({ kind: 'siaga-port', core: 'up' });
  });
});

test('a page of ours cannot leave, open windows, reach the network or Node, and reads no file but ours', async () => {
  await withConsole(async (shell) => {
    await shell.coreIsReady();
    await openBareWindow(shell.app, shell.page);
    const { page } = shell;
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    await page.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
    expect(await page.evaluate(() => ['require', 'process', 'module', 'electron'].filter((name) => name in globalThis))).toEqual([]);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    const refusals = await page.evaluate(() =>
      Promise.all(['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd'].map((url) => fetch(url).then(() => 'reached', () => 'refused'))),
    );
    expect(refusals).toEqual(['refused', 'refused', 'refused']);
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['..%2f..%2fpackage.json', 'resources/..%2f..%2fpackage.json', '%2e%2e/package.json', 'resources/shell'].map(async (path) => (await fetch(`app://siaga/${path}`)).status),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect(await page.evaluate(async () => (await fetch('app://siaga/resources/shell/shell.css', { method: 'POST' })).status)).toBe(405);
    const range = await page.evaluate(async () => {
      const answer = await fetch('app://siaga/resources/shell/shell.css', { headers: { range: 'bytes=0-3' } });
      return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy'), type: answer.headers.get('content-type') };
    });
    expect(range).toEqual({ status: 206, text: '/* S', policy: expect.stringContaining("default-src 'none'"), type: 'text/css; charset=utf-8' });
    const packs = join(dataDir, 'map-packs', '0123456789abcdef');
    mkdirSync(packs, { recursive: true });
    for (const name of ['tiles.pmtiles', 'roads.graph']) writeFileSync(join(packs, name), 'PMTiles-0123456789');
    const tiles = await page.evaluate(() =>
      Promise.all(
        [['tiles.pmtiles', 'bytes=0-6'], ['tiles.pmtiles', 'bytes=-4'], ['tiles.pmtiles', 'bytes=99-'], ['roads.graph', 'bytes=0-6'], ['..%2fcurrent', 'bytes=0-6']].map(async ([file = '', wanted = '']) => {
          const answer = await fetch(`app://siaga/map-packs/0123456789abcdef/${file}`, { headers: { range: wanted } });
          return `${answer.status} ${answer.status === 206 ? await answer.text() : ''}`;
        }),
      ),
    );
    expect(tiles).toEqual(['206 PMTiles', '206 6789', '416 ', '404 ', '404 ']);
    expect(page.url()).toBe(before);
    // Beside the one that hosts the sound and is never shown.
    expect(await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length)).toBe(1);
  });
});

test('the console keeps its own content policy', async () => {
  await withConsole(async (shell) => {
    const violations: string[] = [];
    shell.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    await shell.coreIsReady();
    // What follows waits for what is drawn; the driver may miss the event of the load.
    await shell.page.reload({ waitUntil: 'commit' });
    await expect(shell.page.getByRole('region', { name: 'Antrean' })).toBeVisible();
    await shell.page.keyboard.press('F2');
    await shell.page.keyboard.type('lenteng');
    await expect(shell.page.getByRole('option').first()).toBeVisible();
    expect(violations).toEqual([]);
  });
});

test('a window comes back where it was put, also after displays went and came', async () => {
  const bounds = { x: 150, y: 80, width: 1100, height: 700 };
  const boundsNow = (shell: LaunchedConsole) => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.getBounds());
  rememberSmallWindow();
  await withConsole(async (shell) => {
    await expect.poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isVisible())).toBe(true);
    // The display may put a window that is just being shown at its corner again.
    const put = () => shell.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.fromId(1)?.setBounds(wanted), bounds);
    await expect.poll(() => put().then(readMemory), { intervals: [1_000] }).toMatch(/"x": 150,\s*"y": 80,\s*"width": 1100/);
  });
  await withConsole(async (shell) => {
    await expect.poll(() => boundsNow(shell)).toEqual(bounds);
    // What a system does to windows when their display goes, and then comes back.
    await shell.app.evaluate(({ BrowserWindow, screen }) => {
      screen.emit('display-removed', {}, screen.getPrimaryDisplay());
      BrowserWindow.fromId(1)?.setBounds({ x: 0, y: 0, width: 1000, height: 650 });
    });
    await expect.poll(() => boundsNow(shell)).toMatchObject({ width: 1000 });
    await shell.app.evaluate(({ screen }) => screen.emit('display-added', {}, screen.getPrimaryDisplay()));
    await expect.poll(() => boundsNow(shell)).toEqual(bounds);
  });
});
