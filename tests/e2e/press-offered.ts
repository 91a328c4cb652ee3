import { expect, type Page } from '@playwright/test';

/** Presses a key once the page offers it, as a person does: what the station has said is drawn a moment later. */
export async function pressOffered(page: Page, chord: string): Promise<void> {
  await expect(page.locator('kbd', { hasText: chord.replaceAll('+', ' ') }).first()).toBeVisible();
  await page.keyboard.press(chord);
}
