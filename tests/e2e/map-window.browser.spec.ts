import { consoleWindowName } from '#contract/seat-windows.ts';
import { expect, picture, test } from './console-test.ts';

const lenteng = { latitude: -7.02804, longitude: 113.78428 };

test.describe.configure({ timeout: 180_000 });
test.use({
  hasGraphics: true,
  site: { radios: [{ id: 5101234, unit: 'p01' }], talkgroups: [{ id: 112, name: 'Komando' }] },
});

test('a map in a window of its own has a view of its own, what is chosen at the seat, every alarm, hands keys to the console, and goes with it', async ({ console: { page }, field }) => {
  field.drive('tracker-p01', lenteng.latitude, lenteng.longitude);
  await expect(page.locator('[data-panel="map"] [data-map="open"]')).toBeVisible();
  await page.keyboard.press('Alt+4');
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('w');
  const other = await opened;
  const map = other.locator('[data-panel="map"]');
  await expect(map.locator('[data-map="open"]')).toBeVisible();
  await expect(other).toHaveTitle(/Peta · Siaga 112/);

  // One choice at the seat, in whichever window it is made; each window looks where it was left.
  const viewOf = (name: string): Promise<string | null> => page.evaluate((key) => localStorage.getItem(`siaga.map.${key}`), name);
  const left = await viewOf('first');
  await page.locator('[data-panel="units"] [role="option"]', { hasText: 'P01' }).click();
  await expect(map).toContainText(/P01.*posisi/);
  await other.keyboard.press('Alt+4');
  await other.keyboard.press('m');
  await other.keyboard.press('f');
  await expect(map).toContainText('diikuti');
  await expect.poll(() => viewOf('window-first')).toContain('113.784');
  field.drive('tracker-p01', lenteng.latitude + 0.001, lenteng.longitude);
  await expect.poll(() => viewOf('window-first')).toContain('-7.027');
  expect(await viewOf('first')).toBe(left);
  await expect(page.locator('[data-panel="map"]')).not.toContainText('diikuti');
  // It has a past and a second map of its own.
  await other.keyboard.press('h');
  await expect(map).toContainText('MASA LALU');
  await expect(page.locator('[data-panel="map"]')).not.toContainText('MASA LALU');
  await other.keyboard.press('h');
  await expect(map).not.toContainText('MASA LALU');
  await other.keyboard.press('n');
  await expect(map.locator('[data-map="open"]')).toHaveCount(2);
  await expect(page.locator('[data-panel="map"] [data-map]')).toHaveCount(1);
  await other.keyboard.press('x');
  await expect(map.locator('[data-map]')).toHaveCount(1);
  await other.keyboard.press('t');
  await expect(page.locator('[data-panel="incident-form"] input[role=combobox]')).toHaveValue(/^Titik peta/);

  // An alarm is red on both, and one key in either takes it on.
  field.emergency(5101234);
  for (const window of [page, other]) await expect(window.locator('[data-alarm]')).toContainText('P01');
  await picture(other, 'map-window');
  await other.keyboard.press('Alt+t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'day');
  await other.keyboard.press('Alt+a');
  for (const window of [page, other]) await expect(window.locator('[data-panel="alarms"]')).toContainText('ditangani');

  // A call that rings is answered from here, by the console.
  field.ring({ number: '+6281234567890', name: 'Ibu Rahma' });
  await expect(page.locator('[data-panel="queue"]')).toContainText('Ibu Rahma');
  await other.keyboard.press('F1');
  await expect(page.locator('[data-panel="queue"] [data-kind="mine"]')).toHaveCount(1);

  // The window comes to the front once more instead of opening twice, and a loaded console has it again.
  await page.keyboard.press('Alt+4');
  await page.keyboard.press('w');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Antrean' })).toBeVisible();
  await expect(other.getByRole('status').filter({ hasText: 'dikerjakan konsol' })).toBeVisible();
  expect(await page.evaluate(() => window.name)).toBe(consoleWindowName);
  expect(page.context().pages().filter((each) => each.url().includes('show=map'))).toHaveLength(1);
  await page.locator('[data-panel="units"] [role="option"]', { hasText: 'P01' }).click();
  await expect(map).toContainText(/P01.*posisi/);

  // It goes with its console.
  const closed = other.waitForEvent('close', { timeout: 30_000 });
  await page.goto('about:blank');
  await closed;
});
