import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, picture, test } from './console-test.ts';
import { freePort } from '#tests/integration/mosquitto.ts';
import { sendFirst, typeIncident } from './type-incident.ts';

const uploadPort = await freePort();
process.env['SIAGA_SECRET_REKAM'] = 'kunci';
test.use({ site: { callUploads: { listen: `127.0.0.1:${uploadPort}`, keySecret: 'rekam' } } });

const lenteng = { latitude: -7.02804, longitude: 113.78428 };

/** From ring to the incident's number, by keyboard only. */
async function openIncident(page: Page, note: string): Promise<void> {
  await page.keyboard.press('F1');
  await expect(page.locator('[data-panel="queue"] [data-kind="mine"]').first()).toBeVisible();
  await typeIncident(page, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'm', priority: '1', note });
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText(note);
}

test.describe('with the map', () => {
  // A long scene, drawn by the processor, in both homes at once.
  test.describe.configure({ timeout: 150_000 });
  test.use({ hasGraphics: true });

  test('a call rings, an HT speaks, an ambulance moves, and one is sent, by keyboard only', async ({ console: opened, broker, field }) => {
    const { page } = opened;
    field.drive('tracker-p02', lenteng.latitude + 0.002, lenteng.longitude);
    field.drive('tracker-p01', lenteng.latitude + 0.03, lenteng.longitude);
    field.speak(5101234, 'P01', 1_500);
    field.ring({ number: '+6281234567890', name: 'Ibu Rahma' });
    const queue = page.locator('[data-panel="queue"]');
    await expect(queue).toContainText('Ibu Rahma');
    await expect(page.locator('[data-panel="radio"]')).toContainText('P01');
    await picture(page, 'ringing');

    await openIncident(page, 'Bapak jatuh, sesak napas');
    await page.keyboard.press('F4');
    const lines = page.locator('[data-panel="incident-detail"] ol[aria-label^="Usulan unit"] > li');
    await expect(lines).toHaveText([
      /^⏎ambulans P02\d+ mntsiapberjarak 220 m · ambulans · tercepat · GPS/,
      /^2ambulans P03\d+ mntsiapjalan \d+ mnt · bisa membantu · tanpa GPS, dari pangkalan$/,
      /^3ambulans P01\d+ mntsiapluar jalan 2,5 km → jalan \d+ mnt · bisa membantu · jauh dari jalan · GPS/,
    ]);
    const minutes = (await lines.allTextContents()).map((line) => Number(/P0\d(\d+) mnt/.exec(line)?.[1]));
    expect(minutes).toEqual([...minutes].sort((left, right) => left - right));
    await expect(page.locator('[data-panel="incident-detail"]')).toContainText('Jalan kerangka');
    // The map draws the way of the line pointed at.
    const map = page.locator('[data-panel="map"]');
    await expect(map.locator('[data-way="found"]')).toContainText(/P02 → .*berjarak 220 m/);
    await page.keyboard.press('ArrowDown');
    await expect(map.locator('[data-way="found"]')).toContainText(/P03 → .*jalan \d+ mnt/);
    // It looks like it: no other line does.
    const [first, second, third] = await lines.locator('button').evaluateAll((rows) => rows.map((row) => getComputedStyle(row).backgroundColor));
    expect([first === third, second === first]).toEqual([true, false]);
    await picture(page, 'recommended');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-panel="incident-detail"]')).toContainText('terkirim');

    await expect.poll(() => field.assignments.map((each) => each.unitId)).toEqual(['p02']);
    await expect(page.locator('[data-panel="units"]')).toContainText('ditugaskan');
    await picture(page, 'sent');
    // What another radio said is carried onto the incident, and stands in its timeline.
    const detail = page.locator('[data-panel="incident-detail"] [data-drop]');
    await page.locator('[data-transmission]', { hasText: 'P01' }).dragTo(detail);
    await expect(detail.getByRole('status')).toContainText('Tercatat di');
    await expect(detail.locator('[data-kind="transmission"]')).toContainText('P01 bicara di Komando');

    // The map follows the chosen unit by one key until a hand moves the view; nothing else moves it, neither what comes, nor a broker nor a core that went.
    await expect(map.locator('[data-map="open"]')).toBeVisible();
    const view = (): Promise<number[]> => page.evaluate(() => JSON.parse(localStorage.getItem('siaga.map.first') ?? '[]') as number[]);
    const middle = async (): Promise<string> => (await view()).slice(0, 2).map((degrees) => degrees.toFixed(4)).join(' ');
    const rows = page.locator('[data-panel="units"] [role="option"]');
    await rows.filter({ hasText: 'P02' }).click();
    await page.keyboard.press('Alt+4');
    await page.keyboard.press('f');
    await expect.poll(middle).toBe('113.7843 -7.0260');
    field.drive('tracker-p02', lenteng.latitude + 0.003, lenteng.longitude);
    await expect.poll(middle).toBe('113.7843 -7.0250');
    await page.keyboard.press('ArrowRight');
    await expect(map).not.toContainText('diikuti');
    const left = await view();
    field.drive('tracker-p02', lenteng.latitude + 0.004, lenteng.longitude);
    field.drive('tracker-p01', lenteng.latitude + 0.031, lenteng.longitude);
    await broker.stop();
    const strip = page.locator('[data-panel="links"]');
    await expect(strip.locator('[data-state="live"]', { hasText: 'Broker' })).toHaveCount(0);
    await broker.start();
    await expect(strip.locator('[data-state="live"]', { hasText: 'Broker' })).toBeVisible();
    field.drive('tracker-p01', lenteng.latitude + 0.032, lenteng.longitude);
    await opened.killCore();
    field.ring({ number: '+6281230004444', name: 'Pak Darmo' });
    await expect(queue).toContainText('Pak Darmo');
    await rows.filter({ hasText: 'P01' }).click();
    await expect(map).toContainText(/P01.*posisi/);
    expect(await view()).toEqual(left);
    // The map goes into the past by one key, says so, and comes back by the same; nothing else changes.
    await page.keyboard.press('Alt+4');
    await page.keyboard.press('h');
    await expect(map).toContainText('MASA LALU');
    await page.keyboard.press('<');
    await expect(map).toContainText('peta tidak menunjukkan sekarang');
    await picture(page, 'past');
    await expect(page.locator('[data-panel="units"]')).toContainText('ditugaskan');
    await page.keyboard.press('h');
    await expect(map).not.toContainText('MASA LALU');
    await page.keyboard.press('u');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(map).toContainText(/garis lurus \d+([,]\d)? km/);
    await page.keyboard.press('u');
    await expect(map).not.toContainText('garis lurus');
    // A second map beside it: one that loses its graphics comes back by itself, the other one goes on.
    const seen = await view();
    await page.keyboard.press('n');
    await expect(map.locator('[data-map="open"]')).toHaveCount(2);
    await map.locator('canvas.maplibregl-canvas').first().evaluate((canvas: HTMLCanvasElement) => canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext());
    await expect(map.locator('[data-map="blind"]')).toHaveCount(1);
    await expect(map.locator('[data-map="open"]')).toHaveCount(2);
    expect(await view()).toEqual(seen);
    await picture(page, 'two-maps');
    await map.locator('[data-map]').last().getByRole('button', { name: 'satu peta' }).click();
    await expect(map.locator('[data-map]')).toHaveCount(1);
  });
});

test('with the broker gone in the middle nothing is lost or doubled', async ({ console: { page }, broker, field }) => {
  field.ring({ number: '+6281230001111', name: 'Pak Hasan' });
  await expect(page.locator('[data-panel="queue"]')).toContainText('Pak Hasan');
  await broker.stop();
  const strip = page.locator('[data-panel="links"], [data-links]').first();
  await expect(strip).toContainText(/putus|terlambat/i, { timeout: 5_000 });

  await openIncident(page, 'Kecelakaan motor');
  await sendFirst(page);
  await picture(page, 'broker-gone');
  expect(field.assignments).toEqual([]);

  await broker.start();
  await expect.poll(() => field.assignments.length, { timeout: 20_000 }).toBe(1);
  await page.waitForTimeout(2_000);
  expect(field.assignments).toHaveLength(1);
  await expect(page.locator('[data-panel="incidents"] [role="option"]')).toHaveCount(1);
});

test('core is killed while a note is typed: not a letter is lost, and the window goes on by itself', async ({ console: opened, field }) => {
  const { page } = opened;
  field.ring({ number: '+6281230002222', name: 'Bu Siti' });
  await expect(page.locator('[data-panel="queue"]')).toContainText('Bu Siti');
  await page.keyboard.press('F1');
  await typeIncident(page, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'k', priority: '1', note: 'rumah terbakar ' });
  const killed = opened.killCore();
  await page.keyboard.type('dekat masjid, dua orang di dalam', { delay: 20 });
  await killed;
  await expect(page.getByLabel('Catatan')).toHaveValue('rumah terbakar dekat masjid, dua orang di dalam');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('rumah terbakar dekat masjid, dua orang di dalam');
  await page.keyboard.press('F4');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('Tidak ada mobil pemadam yang bertugas. Di pulau ini: P');
});

test('the window crashes while a note is typed: the form comes back as it was', async ({ console: opened, field }) => {
  const { page } = opened;
  field.ring({ number: '+6281230003333' });
  await expect(page.locator('[data-panel="queue"] [data-kind="waiting"]')).toBeVisible();
  await page.keyboard.press('F1');
  await typeIncident(page, { place: 'dekat pasar anom', typeLetter: 'l', priority: '2', note: 'truk terguling' });
  await expect(page.locator('[data-panel="incident-form"]')).toContainText('isian tersimpan');
  const typed = (): Promise<unknown> =>
    opened.inWindow(`['input[role=combobox]', 'textarea'].map((field) => document.querySelector('[data-panel=incident-form] ' + field)?.value)`);
  const before = await typed();
  expect(before).toEqual(['dekat pasar anom', 'truk terguling']);
  await opened.crashWindow();
  await expect.poll(typed).toEqual(before);
});

test('what a recorder brings is heard again by F6 and at its transmission, in a site without a SIP server', async ({ console: { page } }) => {
  const form = new FormData();
  const fields = { key: 'kunci', system: '1', talkgroup: '112', source: '5101234', timestamp: String(Date.now() - 4_000) };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('audio', new Blob([readFileSync('resources/voices/low-2.wav')]), 'over.wav');
  expect((await fetch(`http://127.0.0.1:${uploadPort}/api/call-upload`, { method: 'POST', body: form })).status).toBe(200);
  const strip = page.getByRole('region', { name: 'Putar ulang' });
  const radio = page.locator('[data-panel="radio"]');
  await expect(radio.locator('[data-transmission]')).toContainText('P01');
  await expect(radio).toContainText('dengar');
  await page.keyboard.press('F6');
  await expect(strip).toContainText('Komando');
  await picture(page, 'replay-without-sip');
  await page.keyboard.press('Control+F6');
  await expect(strip).toBeHidden();
  for (const key of ['Alt+6', 'Tab', 'Tab', 'Home', 'Enter']) await page.keyboard.press(key);
  await expect(strip).toContainText('P01');
  // It comes to its end by itself.
  await expect(strip).toBeHidden();
});

test('the red button of a radio is an alarm until somebody acknowledges it and closes it with a reason, all by key', async ({ console: { page }, field }) => {
  const alarms = page.locator('[data-waiting]').first();
  field.emergency(5101234);
  await expect(page.getByText(/P01/).first()).toBeVisible();
  await expect(alarms).toContainText('P01');
  await picture(page, 'alarm');
  await page.keyboard.press('Alt+a');
  await expect(page.getByText(/ditangani/)).toBeVisible();
  await page.keyboard.press('Alt+e');
  await page.keyboard.press('2');
  await expect(page.getByText('Tidak ada alarm yang menunggu.')).toBeVisible();
});
