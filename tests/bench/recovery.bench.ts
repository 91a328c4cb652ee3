import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openElectronConsole } from '#tests/e2e/electron-console.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { printFigure, quantile } from './print-figure.ts';

/** From kill -9 of core, and from a crash of the window, until the desktop console shows live data again. */
const rounds = 2;
const coreTimes: number[] = [];
const windowTimes: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
  const opened = await openElectronConsole({ dataDir: folder, profile: smallProfileSource });
  const isLive = "document.querySelector('[data-panel=units]')?.dataset.face === 'live'";
  await until(opened.inWindow, isLive);
  const killedAt = performance.now();
  const killed = opened.killCore();
  await until(opened.inWindow, `!(${isLive})`);
  await until(opened.inWindow, isLive);
  coreTimes.push(performance.now() - killedAt);
  await killed;
  const crashedAt = performance.now();
  await opened.crashWindow();
  await until(opened.inWindow, isLive);
  windowTimes.push(performance.now() - crashedAt);
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
}
printFigure('core killed until the window is live again', quantile(coreTimes, 0.5), 'ms', { rounds, budget: 3_000, slowest: Math.max(...coreTimes) });
printFigure('window crashed until it is live again', quantile(windowTimes, 0.5), 'ms', { rounds, budget: 3_000, slowest: Math.max(...windowTimes) });

async function until(inWindow: (expression: string) => Promise<unknown>, expression: string): Promise<void> {
  for (;;) {
    const seen = await inWindow(expression);
    if (seen === true) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
