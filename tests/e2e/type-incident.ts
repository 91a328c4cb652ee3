import { expect, type Page } from '@playwright/test';

/** Fills the incident form by its keys alone. With `offered` the place is taken from the gazetteer, else it stays words. */
export async function typeIncident(page: Page, form: { place: string; offered?: RegExp; typeLetter: string; priority: string; note: string }): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type(form.place);
  if (form.offered) {
    await expect(page.getByRole('option', { name: form.offered }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    // Enter may come before the answer to the last letters, and is done when that is there.
    await expect(page.locator('[data-panel="incident-form"]')).toContainText('±');
  }
  await page.keyboard.press('F3');
  await page.keyboard.press(form.typeLetter);
  await page.keyboard.press(form.priority);
  await page.keyboard.type(form.note);
}

/** F4: the units that could go are listed, and have the keyboard. */
export async function askWhoCouldGo(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('Enter kirim yang ditunjuk');
}

/** F4 and Enter: the first of the recommended units goes. */
export async function sendFirst(page: Page): Promise<void> {
  await askWhoCouldGo(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-panel="incident-detail"]')).toContainText('terkirim');
}
