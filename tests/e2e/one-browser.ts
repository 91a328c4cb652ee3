import { test as base, type Browser } from '@playwright/test';
import { withoutGraphics } from '#build/chromium-path.mjs';

type OneBrowser = {
  /** The browser that draws a map, or shows a list, for all scenes; a console has a window and a storage of its own in it. */
  browserFor(wanted: { readonly hasGraphics: boolean }): Promise<Browser>;
};

/** A browser takes longer to start than the console in it. */
export const test = base.extend<object, OneBrowser>({
  browserFor: [
    async ({ playwright, launchOptions }, use) => {
      const started = new Map<boolean, Promise<Browser>>();
      await use(({ hasGraphics }) => {
        const args = (launchOptions.args ?? []).filter((argument) => !hasGraphics || !withoutGraphics.includes(argument));
        const browser = started.get(hasGraphics) ?? playwright.chromium.launch({ ...launchOptions, args });
        started.set(hasGraphics, browser);
        return browser;
      });
      for (const browser of started.values()) await (await browser).close();
    },
    { scope: 'worker' },
  ],
});
