import { expect, picture, test } from './console-test.ts';

const child = '+6286011200001';

test('three keys from the ring to a closed ghost call, its number known at the next ring, and a caller who gave up three times called back', async ({ console: { page }, field }) => {
  const queue = page.locator('[data-panel="queue"]');
  const caller = page.locator('[data-panel="caller"]');
  const ghost = field.ring({ number: child });
  await expect(caller).toContainText('Panggilan pertama yang tercatat');
  for (const key of ['F1', 'F7', 'g']) await page.keyboard.press(key);
  await expect(queue.locator('[data-kind="closed"]')).toContainText('hantu');
  field.hangUp(ghost);

  // The same number again: it rings, can be answered, and its past stands beside it.
  const again = field.ring({ number: child });
  await expect(queue.locator('[data-kind="waiting"]')).toContainText('0860');
  await expect(caller).toContainText('1 panggilan dulu · 1× hantu');
  await page.keyboard.press('F1');
  await expect(queue.locator('[data-kind="mine"]')).toBeVisible();
  await picture(page, 'triage');
  for (const key of ['F7', 'p']) await page.keyboard.press(key);
  await expect(queue.locator('[data-kind="closed"]')).toHaveCount(2);
  field.hangUp(again);

  for (let times = 0; times < 3; times += 1) field.giveUp(field.ring({ number: '+6286011255555', name: 'Bu Maimunah' }));
  field.giveUp(field.ring({ number: '+6286011266666' }));
  const urgent = queue.locator('[data-kind="urgent"]');
  await expect(urgent).toContainText('3× dlm 5 m');
  await page.keyboard.press('Alt+r');
  await expect(caller).toContainText('0860-1125-5555');
  await picture(page, 'call-back');
  await page.keyboard.press('1');
  await expect(urgent).toHaveCount(0);
  await expect(queue.locator('[data-kind="gone"]')).toContainText('tersambung');
});

test('a complaint from F8 to its ticket gives way to an emergency half-typed; the caller who rings again is known by it, and one key makes it an incident', async ({ console: { page }, field }) => {
  const form = page.locator('[data-panel="incident-form"]');
  const detail = page.locator('[data-panel="complaint-detail"]');
  const caller = page.locator('[data-panel="caller"]');
  const bin = field.ring({ number: child });
  await expect(page.locator('[data-panel="queue"] [data-kind="waiting"]')).toBeVisible();
  await page.keyboard.press('F1');
  await page.keyboard.press('F8');
  await page.keyboard.type('pasar anom');
  await page.keyboard.press('F8');
  await page.keyboard.press('s');
  await page.keyboard.type('sampah tiga hari ');
  await expect(form).toContainText('DLH');

  // Somebody whose house burns takes the form in the middle of a word.
  const fire = field.ring({ number: '+6286011277777' });
  await expect(page.locator('[data-panel="queue"] [data-kind="waiting"]')).toBeVisible();
  await page.keyboard.press('F1');
  await expect(form).toContainText('Diparkir 1');
  await expect(form.getByLabel('Catatan')).toHaveValue('');
  for (const key of ['F7', 'p']) await page.keyboard.press(key);
  field.hangUp(fire);
  await form.getByRole('button', { name: /Sampah/ }).click();
  await expect(form.getByLabel('Catatan')).toHaveValue('sampah tiga hari ');
  await form.getByLabel('Catatan').focus();
  await page.keyboard.type('di gerbang');
  await page.keyboard.press('Control+Enter');
  await expect(detail).toContainText(/1-\d{3}-\d{3}/);
  await expect(detail).toContainText(/bacakan satu · \w+ \w+ \w+ · \w+ \w+ \w+/);
  await picture(page, 'complaint-ticket');
  field.hangUp(bin);

  field.ring({ number: child });
  await expect(caller).toContainText('Sampah, di OPD');
  await page.keyboard.press('F1');
  await page.keyboard.press('Control+F1');
  await expect(detail).toContainText('sampah tiga hari di gerbang');
  await page.keyboard.press('Control+F3');
  await page.keyboard.press('Enter');
  const incident = page.locator('[data-panel="incident-detail"]');
  await expect(incident).toContainText('sampah tiga hari di gerbang');
  await expect(incident).toContainText('menjadi kejadian darurat');
  await page.keyboard.press('Control+F8');
  await expect(page.locator('[data-panel="complaints"] [role="option"]')).toHaveAttribute('aria-posinset', '1');
});
