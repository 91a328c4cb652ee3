import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { freePort } from '#tests/integration/mosquitto.ts';
import type { OpenConsole } from './browser-console.ts';
import { picture } from './console-test.ts';
import { openElectronConsole } from './electron-console.ts';
import { typeIncident } from './type-incident.ts';

type TwoStations = { readonly central: RunningCentral; readonly first: OpenConsole; readonly second: OpenConsole };

/** Two desktop consoles, enrolled at one real central. */
const test = base.extend<{ stations: TwoStations }>({
  // Playwright reads the names a fixture needs from this very pattern.
  // eslint-disable-next-line no-empty-pattern
  stations: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'siaga-two-'));
    const central = await startCentral({ dataDir: join(folder, 'central'), port: await freePort() });
    const open = async (id: string): Promise<OpenConsole> => {
      const dataDir = join(folder, id);
      mkdirSync(dataDir);
      const options = { dataDir, profile: stationProfile(id, { central: central.settingsFor(id, dataDir) }) };
      const opened = await openElectronConsole(options);
      await expect(opened.page.locator('[data-panel="sync"]')).toContainText('tersambung');
      return opened;
    };
    const first = await open('S1');
    const second = await open('S2');
    await use({ central, first, second });
    await first.close();
    await second.close();
    await central.kill();
    rmSync(folder, { recursive: true, force: true });
  },
});

async function openAndSend(page: Page, note: string): Promise<void> {
  await typeIncident(page, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'm', priority: '1', note });
  await page.keyboard.press('Control+Enter');
  const detail = page.locator('[data-panel="incident-detail"]');
  await expect(detail).toContainText(note);
  await page.keyboard.press('F4');
  await expect(detail).toContainText('Enter kirim nomor 1');
  await page.keyboard.press('Enter');
  await expect(detail).toContainText('terkirim');
}

test.describe.configure({ timeout: 240_000 });

test('row 31: kept apart, both send one ambulance; together again both screens show it, and two keys settle it', async ({ stations: { central, first, second } }) => {
  const [here, there] = [first.page, second.page];
  await central.kill();
  for (const page of [here, there]) await expect(page.locator('header').first()).toContainText('POSISI SENDIRI');
  await openAndSend(here, 'Bapak jatuh, sesak napas');
  await openAndSend(there, 'Ibu melahirkan di jalan');
  await picture(here, 'seat-alone');

  await central.start();
  for (const page of [here, there]) {
    const conflicts = page.locator('[data-panel="conflicts"]');
    await expect(conflicts).toContainText('SELISIH 1', { timeout: 40_000 });
    await expect(conflicts).toContainText('P01');
    await expect(page.locator('[data-panel="alarms"]')).toContainText('P01');
    // Never silently without a unit: the incident that lost it stands on top and says so.
    await expect(page.locator('[data-panel="incidents"] [role="option"]').first()).toContainText('P01 TIDAK DATANG');
  }
  await there.keyboard.press('Alt+0');
  const panel = there.locator('[data-panel="conflicts"]');
  await expect(panel).toContainText('sendiri sejak');
  await expect(panel).toContainText('posisi ini');
  await expect(panel).toContainText('posisi S1');
  await picture(there, 'conflict-side-by-side');
  await there.keyboard.press('Alt+T');
  await picture(there, 'conflict-side-by-side-day');
  await there.keyboard.press('2');
  for (const page of [here, there]) {
    await expect(page.locator('[data-panel="conflicts"]')).toContainText('tidak ada');
    await expect(page.locator('[data-panel="incidents"]')).not.toContainText('TIDAK DATANG');
  }
  await expect(here.locator('[data-panel="alarms"]')).not.toHaveAttribute('data-waiting');
  await picture(here, 'conflict-settled');
});
