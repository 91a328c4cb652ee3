import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openElectronConsole } from '#tests/e2e/electron-console.ts';
import { openField } from '#tests/fixtures/field.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure, quantile } from './print-figure.ts';

/** From starting the desktop program, on a new and on a used data folder, to a ringing call answered by F1. Playwright's own start is inside the figure. */
const rounds = 5;
const broker = await startMosquitto();
const field = await openField(broker.url, 'sumenep');
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const times: number[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const startedAt = performance.now();
  const ringing = setInterval(() => field.ring({ number: '+6281200000000' }), 100);
  const { page, close } = await openElectronConsole({ dataDir: folder, profile: siteOnBroker(broker.url) });
  await page.locator('[data-panel="queue"] [data-kind="waiting"]').first().waitFor();
  clearInterval(ringing);
  await page.keyboard.press('F1');
  await page.locator('[data-panel="queue"] [data-kind="mine"]').first().waitFor();
  times.push(performance.now() - startedAt);
  await close();
}
await field.close();
await broker.close();
rmSync(folder, { recursive: true, force: true });

const [first = Number.NaN, ...later] = times;
printFigure('start to a call answered, new data folder', first / 1_000, 's', { budget: 10 });
printFigure('start to a call answered, used data folder p50', quantile(later, 0.5) / 1_000, 's', { rounds, budget: 10 });
