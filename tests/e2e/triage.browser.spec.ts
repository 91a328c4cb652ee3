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
