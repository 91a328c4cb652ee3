import type { Locator, Page } from '@playwright/test';
import { otherToken } from './browser-console.ts';
import { expect, picture, test } from './console-test.ts';
import { sendFirst, typeIncident } from './type-incident.ts';

test.use({
  site: {
    sources: [
      { id: 'tel', kind: 'telephony', broker: 'lan' },
      { id: 'ht', kind: 'mmdvm', broker: 'lan', name: 'ht-sumenep' },
      { id: 'data', kind: 'ht-data', broker: 'lan', topic: 'ht/data' },
    ],
    radios: [{ id: 5101234, unit: 'p01' }, { id: 5103001, name: 'Puskesmas Lenteng' }],
    talkgroups: [{ id: 112, name: 'Komando' }, { id: 114, name: 'Puskesmas' }],
    radioStatuses: [{ code: 5, status: 'on-scene' }],
  },
});

async function secondSeat(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext({ viewport: { width: 1280, height: 720 } });
  if (!context) throw new Error('no browser');
  const other = await context.newPage();
  await other.goto(`${new URL(page.url()).origin}/#token=${otherToken}`);
  await other.getByRole('region', { name: 'Antrean' }).waitFor();
  return other;
}

test('an emergency stands at two seats until it is taken and closed by key; a status is confirmed and a transmission filed by one key each', async ({ console: { page: sari }, field }) => {
  const budi = await secondSeat(sari);
  field.emergency(5101234);
  for (const seat of [sari, budi]) await expect(seat.locator('[data-alarm]')).toContainText('P01');
  // Not acknowledged it cannot be closed, muted or escaped.
  for (const key of ['Alt+e', 'Escape', '2', 'Alt+m']) await budi.keyboard.press(key);
  await expect(budi.locator('[data-panel="alarms"]')).toHaveAttribute('data-waiting');
  await expect(budi.locator('[data-alarm]')).toHaveAttribute('data-stage', 'ringing');
  await sari.keyboard.press('Alt+a');
  await expect(budi.locator('[data-panel="alarms"]')).toContainText('ditangani Sari');
  await expect(sari.locator('[data-panel="units"]')).toContainText('pangkalan Lenteng');
  await budi.keyboard.press('Alt+e');
  await budi.keyboard.press('2');
  for (const seat of [sari, budi]) await expect(seat.locator('[data-panel="alarms"]')).toContainText('Tidak ada alarm yang menunggu.');
  await budi.context().close();

  await typeIncident(sari, { place: 'lenteng', offered: /Lenteng/, typeLetter: 'm', priority: '1', note: 'sesak napas' });
  await sari.keyboard.press('Control+Enter');
  await expect(sari.locator('[data-panel="incident-detail"]')).toContainText('sesak napas');
  await sendFirst(sari);
  field.status(5101234, 5);
  await expect(sari.locator('[data-suggested]')).toContainText('P01');
  // It stands with the unit too, which its emergency had chosen.
  await expect(sari.getByRole('list', { name: 'Pesan HT unit ini' })).toContainText('kode 5 · di TKP');
  await sari.keyboard.press('Alt+y');
  await expect(sari.locator('[data-suggested]')).toHaveCount(0);
  await expect(sari.locator('[data-panel="units"]')).toContainText('di TKP');

  const radio = sari.locator('[data-panel="radio"]');
  field.speak(5103001, 'PKM', 300);
  await expect(radio.getByRole('option', { name: /Puskesmas Lenteng.*selesai/ })).toBeVisible();
  field.speak(5101234, 'P01', 300);
  const timeline = sari.getByRole('list', { name: 'Urutan kejadian' }).locator('[data-kind="transmission"]');
  await expect(timeline).toContainText('P01 bicara di Komando');
  for (const key of ['Alt+6', 'Tab', 'Tab', 'Tab', 'Home', 'ArrowDown', 'Alt+z', 'Alt+z']) await sari.keyboard.press(key);
  await expect(radio).toContainText('Tercatat di');
  await expect(timeline.filter({ hasText: 'Puskesmas Lenteng' })).toHaveCount(1);
  await expect(timeline).toHaveCount(2);
  await expect(sari.getByRole('list', { name: 'Urutan kejadian' })).not.toContainText('dicatat');
  await picture(sari, 'radio-filed');

  // Carried with the mouse it is the same act: onto the opened incident, and onto its row in the list.
  const carry = async (speaker: string, target: Locator): Promise<void> => {
    const rows = radio.locator('[data-transmission]');
    const before = await rows.count();
    field.speak(5103001, speaker, 300);
    await expect(rows).toHaveCount(before + 1);
    await expect(rows.first()).toContainText('selesai');
    await rows.first().dragTo(target);
    await expect(target.getByRole('status')).toContainText('Tercatat di');
  };
  await carry('PKM 2', sari.locator('[data-panel="incident-detail"] [data-drop]'));
  await expect(timeline).toHaveCount(3);
  await carry('PKM 3', sari.locator('[data-panel="incidents"] [data-drop]'));
  await expect(timeline).toHaveCount(4);
  await radio.locator('[data-transmission]').last().dragTo(sari.locator('[data-panel="units"]'));
  await expect(timeline).toHaveCount(4);

  // A lane's volume by key, wheel and press; it is there again after the page was.
  const volume = radio.locator('[data-lane="112"] [data-volume]');
  for (const key of ['Alt+6', 'Home', 'ArrowLeft', 'Alt+-']) await sari.keyboard.press(key);
  await expect(volume).toHaveAttribute('data-volume', '80');
  await volume.hover();
  await sari.mouse.wheel(0, 100);
  await expect(volume).toHaveAttribute('data-volume', '70');
  await volume.click({ position: { x: 16, y: 12 } });
  await expect(volume).toHaveAttribute('data-volume', '50');
  await sari.reload();
  await expect(volume).toHaveAttribute('data-volume', '50');
});
