import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { startSipBed } from '#tests/integration/sip/sip-bed.ts';
import { openBrowserConsole } from './browser-console.ts';

test('a browser seat is its own phone: it registers as its operator, F1 takes a call, sound goes both ways, and another tab takes over', async ({ playwright, launchOptions }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'siaga-phone-'));
  const bed = await startSipBed();
  const browser = await playwright.chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
  const profile = { ...smallProfileSource, sip: { proxies: [bed.url], domain: bed.domain, user: '101', passwordSecret: 'sip' } };
  const console = await openBrowserConsole(browser, { dataDir, profile, operator: { sip: { user: '103', passwordSecret: 'sip' } }, environment: { SIAGA_SECRET_SIP: bed.password } });
  const panel = console.page.locator('[data-panel="phone"]');
  await expect(panel).toContainText('terdaftar');
  await console.page.keyboard.press('Alt+c');
  const caller = await bed.call({ to: '103', number: '081400000001', talkMs: 8_000 });
  await expect(panel).toContainText('berdering');
  await console.page.keyboard.press('F1');
  await expect(panel).toContainText('bicara');
  await expect.poll(async () => (await bed.packets(caller.sipCallId))[0]?.count).toBeGreaterThan(50);
  expect(await caller.exited).toBe(0);
  await expect(panel).toContainText('selesai');

  const second = await console.page.context().newPage();
  await second.goto(console.address);
  await expect(second.locator('[data-panel="phone"]')).toContainText('terdaftar');
  await console.page.close();
  // It registers when it has noticed; a caller before that is not heard.
  await expect(async () => {
    await bed.cancel({ to: '103', number: '081400000002', ringMs: 1_500 });
    await expect(second.locator('[data-panel="phone"]')).toContainText('berdering', { timeout: 1_500 });
  }).toPass();
  await expect(second.locator('[data-panel="phone"]')).not.toContainText('berdering');
  const next = await bed.call({ to: '103', number: '081400000003', talkMs: 500 });
  await expect(second.locator('[data-panel="phone"]')).toContainText('berdering');
  await second.keyboard.press('F1');
  expect(await next.exited).toBe(0);
  await console.close();
  await browser.close();
  await bed.close();
  rmSync(dataDir, { recursive: true, force: true });
});
