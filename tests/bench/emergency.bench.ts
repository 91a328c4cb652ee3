import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumExecutable, withoutGraphics } from '#build/chromium-path.mjs';
import { openBrowserConsole, otherToken } from '#tests/e2e/browser-console.ts';
import { openField } from '#tests/fixtures/field.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * From the red button's message on a real broker to the red line in each of four windows, two at each of two seats, by the windows' own clocks; the slowest
 * window of each press counts. Every press is of another radio, or it would be the same alarm. The map is a list, as on a computer whose
 * graphics card draws it for nothing.
 */
const [seats, windowsOfSeat, presses] = [2, 2, 30];
const budgetMs = 300;
const firstRadio = 5_101_000;
const broker = await startMosquitto();
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const browser = await chromium.launch({ executablePath: chromiumExecutable(), args: [...chromiumArguments(), ...withoutGraphics] });
const opened = await openBrowserConsole(browser, { dataDir: folder, profile: siteOnBroker(broker.url) });
const pages: Page[] = [];
for (let seat = 0; seat < seats; seat += 1) {
  const context = seat === 0 ? opened.page.context() : await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  for (let window = 0; window < windowsOfSeat; window += 1) {
    const page = seat === 0 && window === 0 ? opened.page : await context.newPage();
    if (page !== opened.page) await page.goto(seat === 0 ? opened.address : `${new URL(opened.address).origin}/#token=${otherToken}`);
    pages.push(page);
  }
}
for (const page of pages) await page.locator('[data-panel="alarms"]').waitFor();
const field = await openField(broker.url, 'sumenep');

const slowest: number[] = [];
for (let press = 0; press < presses; press += 1) {
  const radioId = firstRadio + press;
  const shown = pages.map((page) => page.evaluate(whenShown, String(radioId)));
  // The windows watch before the button is pressed.
  for (const page of pages) await page.evaluate(() => true);
  const pressedAtMs = performance.timeOrigin + performance.now();
  field.emergency(radioId);
  const shownAtMs = await Promise.all(shown);
  slowest.push(Math.max(...shownAtMs) - pressedAtMs);
  await opened.page.keyboard.press('Alt+a');
  await opened.page.locator('[data-alarm][data-stage="handled"]').waitFor();
  for (const digit of ['Alt+e', '3']) await opened.page.keyboard.press(digit);
  for (const page of pages) await page.locator('[data-alarm]').waitFor({ state: 'detached' });
}
const details = { seats, windows: pages.length, presses };
const p99 = quantile(slowest, 0.99);
printFigure('emergency on the broker to the alarm in the slowest of four windows p50', quantile(slowest, 0.5), 'ms', details);
printFigure('emergency on the broker to the alarm in the slowest of four windows p99', p99, 'ms', { ...details, budget: budgetMs, met: p99 <= budgetMs });
await field.close();
await opened.close();
await browser.close();
await broker.close();
rmSync(folder, { recursive: true, force: true });

/** Runs in a window: epoch milliseconds at which the line names the radio, after the browser has laid it out. */
function whenShown(radio: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('[data-alarm]')?.textContent?.includes(radio) !== true) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
