import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An application that is the console's own, except that it gets going only when Playwright is connected, which calls
 * `__playwright_run`: on a busy machine Playwright waits forever for a window that opened while it was connecting.
 */
const mainScript = (projectFolder: string): string => `'use strict';
const { app } = require('electron');
const path = require('node:path');
const folder = ${JSON.stringify(projectFolder)};
const isConnected = new Promise((resolve) => {
  globalThis.__playwright_run = resolve;
});
const isReady = app.whenReady();
app.whenReady = () => isConnected.then(() => isReady);
app.setAppPath(folder);
require(path.join(folder, require(path.join(folder, 'package.json')).main));
`;

/** Writes it below `folder`; returns what Electron is given to run. */
export function writeHeldStart(folder: string, projectFolder: string): string {
  const held = join(folder, 'held-start');
  mkdirSync(held, { recursive: true });
  writeFileSync(join(held, 'package.json'), JSON.stringify({ name: 'siaga-112', main: 'main.js' }));
  writeFileSync(join(held, 'main.js'), mainScript(projectFolder));
  return held;
}
