import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openField, type Field } from '#tests/fixtures/field.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto, type Mosquitto } from '#tests/integration/mosquitto.ts';
import { openBrowserConsole, type OpenConsole } from './browser-console.ts';
import { openElectronConsole } from './electron-console.ts';
import { test as base } from './one-browser.ts';
import { orTell } from './tell-sight.ts';

/** Well within a test's own time, so that a start that failed can still tell what it saw. */
const startWithinMs = 30_000;

type ConsoleWorld = {
  /** What the profile says beyond the small site. */
  site: object;
  /** The map is drawn, and not a list. */
  hasGraphics: boolean;
  broker: Mosquitto;
  field: Field;
  console: OpenConsole;
};

/** A test with a real broker, the field behind it, and the console in the home the project names. */
export const test = base.extend<ConsoleWorld>({
  site: [{}, { option: true }],
  hasGraphics: [false, { option: true }],
  // Playwright reads the names a fixture needs from this very pattern.
  // eslint-disable-next-line no-empty-pattern
  broker: async ({}, use) => {
    const broker = await startMosquitto();
    await use(broker);
    await broker.close();
  },
  field: async ({ broker }, use) => {
    const field = await openField(broker.url, 'sumenep');
    await use(field);
    await field.close();
  },
  console: async ({ broker, site, hasGraphics, browserFor }, use, testInfo) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'siaga-e2e-'));
    const options = { dataDir, profile: { ...siteOnBroker(broker.url), ...site } };
    const isDesktop = testInfo.project.name === 'electron';
    const opened = isDesktop ? await openElectronConsole({ ...options, hasGraphics }) : await openBrowserConsole(await browserFor({ hasGraphics }), options);
    await orTell(opened.page.getByRole('region', { name: 'Antrean' }).waitFor({ timeout: startWithinMs }), opened.sight);
    // What the field says before the station listens is said to nobody.
    await orTell(opened.page.locator('[data-state="live"]', { hasText: 'Broker' }).waitFor({ timeout: startWithinMs }), opened.sight);
    await use(opened);
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

/** Keeps a picture of the whole window among the artefacts. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join('artefacts', 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
