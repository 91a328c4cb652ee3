import { join } from 'node:path';
import { expect } from '@playwright/test';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { launchElectron } from './launch-electron.ts';
import { sendFirst, typeIncident } from './type-incident.ts';

/** The picture of the README: the desktop console in exercise mode, one call answered and one unit sent. Also the day theme, among the artefacts. */
const { page, coreIsReady, close } = await launchElectron();
await coreIsReady();
const queue = page.locator('[data-panel="queue"]');
const detail = page.locator('[data-panel="incident-detail"]');
await queue.locator('[data-kind="waiting"]').first().waitFor({ timeout: 120_000 });
await page.keyboard.press('F1');
await queue.locator('[data-kind="mine"]').first().waitFor();
await typeIncident(page, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'm', priority: '1', note: 'Bapak 58 tahun sesak napas, sadar, di rumah dekat masjid' });
await page.keyboard.press('Control+Enter');
await expect(detail).toContainText('Bapak 58 tahun');
await sendFirst(page);
await queue.locator('[data-kind="waiting"]').first().waitFor({ timeout: 180_000 });
await page.screenshot({ path: join(repositoryFolder, 'docs', 'console.png') });
await page.keyboard.press('Alt+T');
await page.screenshot({ path: join(repositoryFolder, 'artefacts', 'console-day.png') });
await close();
