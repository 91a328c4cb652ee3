import { expect, test } from '@playwright/test';
import { openBareWindow, type BareWindow } from './bare-window.ts';
import { launchElectron, type LaunchedConsole } from './launch-electron.ts';

let shell: LaunchedConsole;
let bare: BareWindow;
test.beforeEach(async () => {
  shell = await launchElectron();
  await shell.coreIsReady();
});
test.afterEach(() => shell.close());

test('try', async () => {
  bare = await openBareWindow(shell.app, shell.page);
  console.log(JSON.stringify(await bare.ask('station.describe', {})).slice(0,300));
  await bare.say({ kind: 'subscribe', id: 1, feed: 'links', parameters: {} });
  await expect.poll(async () => (await bare.heard()).filter(({kind})=>kind==='update').length).toBeGreaterThan(0);
  console.log(JSON.stringify((await bare.heard()).slice(-1)).slice(0,600));
  const t = performance.now();
  process.kill(shell.coreProcessId(), 'SIGKILL');
  await expect.poll(async () => (await bare.handed()).filter(({ kind }) => kind === 'siaga-port').length, { intervals: [20] }).toBe(2);
  await expect.poll(async () => (await bare.heard()).length).toBeGreaterThan(0);
  console.log('back', performance.now()-t, JSON.stringify(await bare.handed()));
  console.log(shell.output());
});
