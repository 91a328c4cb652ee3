import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { contradictedFolder } from '#tests/fixtures/contradicted-folder.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { openBrowserConsole, type OpenConsole } from './browser-console.ts';
import { picture } from './console-test.ts';
import { test as base } from './one-browser.ts';

/** A seat that has just met two others after all three were alone; no central answers it. */
const test = base.extend<{ console: OpenConsole }>({
  console: async ({ browserFor }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'siaga-conflicts-'));
    const profile = stationProfile('S1', { central: { url: `http://127.0.0.1:${await closedPort()}` } });
    contradictedFolder(dataDir, profile, Date.now());
    const opened = await openBrowserConsole(await browserFor({ hasGraphics: false }), { dataDir, profile });
    await use(opened);
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const conflictsOf = (page: Page) => page.locator('[data-panel="conflicts"]');
const firstIncident = (page: Page) => page.locator('[data-panel="incidents"] [role="option"]').first();

test('a seat finds what others decided apart: one key shows both sides, one digit settles it', async ({ console: { page } }) => {
  const conflicts = conflictsOf(page);
  await expect(conflicts).toContainText('SELISIH 3');
  await expect(page.locator('[data-panel="alarms"]')).toContainText('SELISIH');
  await expect(page.locator('header').first()).toContainText('POSISI SENDIRI');
  // The incident that lost its only unit stands on top, with a shape and the word for it.
  await expect(firstIncident(page)).toContainText('S2-1126-01');
  await expect(firstIncident(page)).toContainText('P01 TIDAK DATANG');
  await expect(firstIncident(page).locator('svg[data-tone="red"]').first()).toBeVisible();
  await expect(page.locator('[data-panel="units"] [data-unit="p01"]')).toContainText('selisih');

  await page.keyboard.press('Alt+2');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('satu unit, dua kejadian');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('saat sendiri sejak');

  await page.keyboard.press('Alt+0');
  for (const told of ['S1-1126-01', 'S2-1126-01', 'Sari', 'posisi ini', 'Budi', 'posisi S2', 'sendiri sejak', 'penugasan yang lebih dulu']) await expect(conflicts).toContainText(told);
  await expect(conflicts.locator('[data-holds]')).toContainText('S1-1126-01');
  await picture(page, 'conflicts-unit');
  await page.keyboard.press('2');
  await expect(conflicts).toContainText('berlaku: S2-1126-01 · P01');
  await expect(conflicts).toContainText('SELISIH 2');
  await expect(page.locator('[data-panel="incidents"]')).not.toContainText('TIDAK DATANG');
});

test('three sides and a closed incident are settled the same way, and the choice stands in the timeline', async ({ console: { page } }) => {
  const conflicts = conflictsOf(page);
  await expect(conflicts).toContainText('SELISIH 3');
  await page.keyboard.press('Alt+0');
  await page.keyboard.press('ArrowDown');
  await expect(conflicts).toContainText('ditutup: Ditangani di tempat');
  await picture(page, 'conflicts-closed');
  await page.keyboard.press('ArrowDown');
  await expect(conflicts).toContainText('pintu barat');
  await expect(conflicts.locator('td[data-alone]')).toHaveCount(3);
  await expect(conflicts.locator('[data-holds]')).toContainText('Pertigaan Ganding');
  await picture(page, 'conflicts-three-sides');
  await page.keyboard.press('Alt+T');
  await picture(page, 'conflicts-three-sides-day');
  await page.keyboard.press('1');
  await expect(conflicts).toContainText('SELISIH 2');
  await page.keyboard.press('Escape');
  const row = page.locator('[data-panel="incidents"] [role="option"]', { hasText: 'S1-1126-02' });
  await expect(row).toContainText('pintu barat');
  await row.click();
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('Selisih diselesaikan');
  await picture(page, 'conflicts-timeline-day');
});

test('a hand that types is never moved: conflicts wait in their line, and the sync line opens by its key', async ({ console: { page } }) => {
  await expect(conflictsOf(page)).toContainText('SELISIH 3');
  await page.keyboard.press('F2');
  await page.keyboard.type('pasar 1 2');
  await expect(conflictsOf(page)).toContainText('SELISIH 3');
  await expect(page.locator('[data-panel="incident-form"] input[role="combobox"]')).toHaveValue('pasar 1 2');
  await page.keyboard.press('Alt+S');
  const sync = page.locator('[data-panel="sync"]');
  await expect(sync).toContainText('belum terkirim');
  await expect(sync).toContainText('jam terhadap pusat');
  await picture(page, 'sync-open');
  await page.keyboard.press('Escape');
  await expect(sync).not.toContainText('jam terhadap pusat');
});
