import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { nodeExecutable } from '#build/node-path.mjs';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { sightOfPage } from './tell-sight.ts';

/** A console a test can look at, press keys on, and hurt. */
export type OpenConsole = {
  readonly page: Page;
  /** What is there to be seen now: for a failure to tell. */
  sight(): Promise<string>;
  /** Kills core without warning; whoever watches it starts it again. */
  killCore(): Promise<void>;
  /** Ends the window's renderer as a crash does. Afterwards `page` is of no use in Electron; `inWindow` is. */
  crashWindow(): Promise<void>;
  /** The value of an expression in the window as it is now; undefined while it is between two pages. */
  inWindow(expression: string): Promise<unknown>;
  close(): Promise<void>;
};

const operatorToken = 'a-token-for-tests-only';
/** Of Budi, who may sit at a second seat. */
export const otherToken = 'another-token-for-tests-only';

/** The bundled console in a window of this browser, which is not closed with it, against a headless core, which is started again when it is killed. */
export async function openBrowserConsole(browser: Browser, options: { dataDir: string; profile: object; operator?: object; environment?: Record<string, string> }): Promise<OpenConsole & { port: string; address: string }> {
  mkdirSync(options.dataDir, { recursive: true });
  const profileFile = join(options.dataDir, 'profile.json');
  const operators = [{ name: 'Sari', token: operatorToken, ...options.operator }, { name: 'Budi', token: otherToken }].map(({ token, ...operator }) => ({
    ...operator,
    tokenSha256: createHash('sha256').update(token).digest('hex'),
  }));
  writeFileSync(profileFile, JSON.stringify({ ...options.profile, operators }));
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      nodeExecutable(),
      [join(repositoryFolder, 'dist', 'core', 'start-server.mjs'), '--data-dir', options.dataDir, '--profile', profileFile, '--listen', `127.0.0.1:${port}`],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...options.environment } },
    );
    await once(child.stdout, 'data');
    return child;
  };
  let core = await start();
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const address = `http://127.0.0.1:${port}/#token=${operatorToken}`;
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    sight: () => sightOfPage(page),
    address,
    /** Where a script of a test speaks the contract itself. */
    port: `ws://127.0.0.1:${port}/port`,
    async killCore() {
      const exited = once(core, 'exit');
      core.kill('SIGKILL');
      await exited;
      core = await start();
    },
    async crashWindow() {
      // A browser seat has nobody to reload it: the operator opens the page again.
      await page.goto('about:blank');
      await page.goto(address);
    },
    inWindow: (expression) => page.evaluate(expression),
    async close() {
      await context.close();
      const exited = once(core, 'exit');
      core.kill('SIGTERM');
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
