import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { withoutGraphics } from '#build/chromium-path.mjs';
import { openBareWindow, type BareWindow } from './bare-window.ts';
import { launchElectron, type LaunchedConsole } from './launch-electron.ts';

const smallCore = fileURLToPath(new URL('../../dist/electron/small-core.cjs', import.meta.url));

let shell: LaunchedConsole;
let bare: BareWindow;

test.beforeEach(async () => {
  shell = await launchElectron({ arguments: ['--core-home=utility', `--core-entry=${smallCore}`, ...withoutGraphics] });
  await shell.coreIsReady();
  bare = await openBareWindow(shell.app, shell.page);
  await welcomed();
});
test.afterEach(() => shell.close());

async function welcomed(): Promise<unknown> {
  const welcome = async (): Promise<unknown> => (await bare.heard()).find(({ kind }) => kind === 'welcome');
  await expect.poll(welcome, { message: 'a welcome over the port' }).toBeDefined();
  return welcome();
}

test('core runs in a utility process and serves the window over a port of its own', async () => {
  const utilities = await shell.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Utility').map(({ pid, name }) => ({ pid, name })));
  expect(utilities).toContainEqual({ pid: shell.coreProcessId(), name: 'siaga core' });
  expect(await bare.ask('station.describe', {})).toMatchObject({ ok: true, value: { exercise: true, version: `process ${shell.coreProcessId()}` } });
  expect(await bare.ask('draft.save', { draft: 'incident', body: { note: 'ibu pingsan' }, savedAtMs: 5 })).toEqual({ ok: true, value: {} });
  expect(await bare.ask('draft.load', { draft: 'incident' })).toMatchObject({ ok: true, value: { body: { note: 'ibu pingsan' }, savedAtMs: 5 } });

  await bare.say({ kind: 'subscribe', id: 1, feed: 'alarms', parameters: {} });
  await expect.poll(() => updatesOf(1)).toMatchObject([{ mode: 'log', entries: [{ item: { text: 'incident' } }] }]);
  await bare.say({ kind: 'subscribe', id: 2, feed: 'links', parameters: {} });
  await expect.poll(() => updatesOf(2)).toMatchObject([{ mode: 'latest', snapshot: true, changed: [{ id: 'counter' }] }]);
});

test('a core that crashes is started again and its window gets a fresh port, without a reload', async () => {
  const before = shell.coreProcessId();
  await shell.page.evaluate(() => document.body.setAttribute('data-typed', 'half a wor'));
  await bare.say({ kind: 'ask', requestId: 'end', name: 'call.answer', input: { callId: 'crash' } });
  await shell.coreIsReady(2);
  expect(shell.coreProcessId()).not.toBe(before);
  await expect.poll(async () => (await bare.handed()).at(-1)).toEqual({ kind: 'siaga-port', core: 'up' });
  expect(await bare.handed()).toContainEqual({ kind: 'siaga-core', state: 'restarting', sentence: null, attempt: 1 });
  expect(await welcomed()).toMatchObject({ welcome: { version: `process ${shell.coreProcessId()}` } });
  await expect(shell.page.locator('body')).toHaveAttribute('data-typed', 'half a wor');
});

test('a core that was killed is replaced, and its window gets a fresh port', async () => {
  process.kill(shell.coreProcessId(), 'SIGKILL');
  await expect.poll(async () => (await bare.handed()).filter(({ kind }) => kind === 'siaga-port').length).toBe(2);
  await welcomed();
});

test('a core that stands still is noticed, killed and replaced', async () => {
  const before = shell.coreProcessId();
  process.kill(before, 'SIGSTOP');
  await shell.coreIsReady(2);
  expect(shell.entries()).toContainEqual(expect.objectContaining({ message: 'core does not answer and is killed' }));
  expect(() => process.kill(before, 0)).toThrow('ESRCH');
  await expect.poll(async () => (await bare.handed()).at(-1)).toEqual({ kind: 'siaga-port', core: 'up' });
});

async function updatesOf(id: number): Promise<unknown[]> {
  return (await bare.heard()).filter((message) => message.kind === 'update' && message['id'] === id).map((message) => message['update']);
}
