import { expect, test } from './console-test.ts';

// The page is the same in both homes: what neither the shell nor core's home has a part in is tried in one.

test('what cannot be understood is counted in sight', async ({ console: { page }, field }) => {
  field.rubbish('ht-sumenep/json');
  field.rubbish('positions');
  await expect(page.locator('[data-panel="quarantine"]')).toContainText('2');
});

test('a unit changes its status, and a sea leg is closed and opened again, by the command bar', async ({ console: { page } }) => {
  const unit = page.locator('[data-panel="units"] [role="option"]', { hasText: 'P02' });
  await expect(unit).toContainText('siap');
  await page.keyboard.press('/');
  await page.keyboard.type('p02 tkp');
  await page.keyboard.press('Enter');
  await expect(unit).toContainText('di TKP');
  const bar = page.locator('[data-panel="command-bar"]');
  // The unit may be seen to change before the bar is empty again.
  await expect(bar.locator('input')).toHaveValue('');
  await page.keyboard.press('/');
  await page.keyboard.type('tutup talango ombak 6j');
  await expect(page.getByRole('option', { name: /Kalianget – .*Talango.*tutup · ombak · sampai/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bar).toContainText(/tercatat: .*Talango tutup · ombak/);
  await page.keyboard.press('/');
  await page.keyboard.type('buka talango');
  await expect(page.getByRole('option', { name: /Talango.*buka · ombak · / })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bar).toContainText(/tercatat: .*Talango buka/);

  // A boat's coordinates, sent off before their answer can be there, are a point all the same; how sure it is can be said afterwards.
  await page.keyboard.press('F2');
  await page.keyboard.type('-7.04, 115.74');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F3');
  await page.keyboard.press('a');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  const detail = page.locator('[data-panel="incident-detail"]');
  await expect(detail).toContainText('-7.04000 115.74000 ± 1,1 km');
  await page.keyboard.press('Alt+.');
  await page.keyboard.press('Alt+.');
  await expect(detail).toContainText('± 5,0 km');
  await expect(detail.locator('[data-timeline], ol, section').filter({ hasText: 'Diubah' }).first()).toBeVisible();
});

test.describe('where it is', () => {
  test.use({
    site: {
      site: { id: 'sumenep', name: 'Sumenep', area: [[113.6, -4.6], [116.6, -4.6], [116.6, -7.4], [113.6, -7.4]] },
      neighbours: [
        { id: 'sampang', name: 'Call Center 112 Sampang', phone: '0323000001', seat: { latitude: -7.187, longitude: 113.239 } },
        { id: 'pamekasan', name: 'Call Center 112 Pamekasan', phone: '0324000001', seat: { latitude: -7.157, longitude: 113.474 } },
      ],
    },
  });

  test('a place is said in words, kept as a landmark and found again; one beyond the border is a neighbour\'s', async ({ console: opened }) => {
    const { page } = opened;
    const place = page.getByLabel('Lokasi');
    const sureness = page.locator('[data-panel="incident-form"]');
    await page.keyboard.press('F2');
    await page.keyboard.type('2 km selatan lent');
    await expect(page.getByRole('option').first()).toContainText('2 km selatan Lenteng');
    await page.keyboard.press('Enter');
    await expect(place).toHaveValue('2 km selatan Lenteng');
    await page.keyboard.press('Alt+.');
    await expect(sureness).toContainText('± 2,0 km');
    await page.keyboard.press('Alt+;');
    await page.keyboard.type('Warung Bu Tin');
    await page.keyboard.press('Enter');
    await expect(place).toHaveValue('Warung Bu Tin');
    await page.keyboard.press('F2');
    await page.keyboard.type('warung bu');
    await expect(page.getByRole('option').first()).toContainText('Warung Bu Tin');
    // Coordinates mean one point: who leaves the field has taken it.
    await page.keyboard.press('F2');
    await page.keyboard.type('-7.02 113.78');
    await expect(page.getByRole('option').first()).toContainText('LS');
    await page.keyboard.press('F3');
    await expect(place).toHaveValue(/LS/);
    await page.keyboard.press('F2');
    await page.keyboard.type('-7.157 113.474');
    await expect(page.getByRole('option').first()).toContainText('LS');
    await page.keyboard.press('Enter');
    await expect(sureness).toContainText('Call Center 112 Pamekasan');
    await page.keyboard.press('Alt+U');
    await expect(page.getByLabel('Catatan')).toHaveValue(/Diserahkan ke Call Center 112 Pamekasan/);
  });
});
