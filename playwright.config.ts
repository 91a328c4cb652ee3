import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumExecutable, withoutGraphics } from './build/chromium-path.mjs';

/**
 * The same specs in both homes of the console: a spec asks `testInfo.project.name`. `x.electron.spec.ts` and `x.browser.spec.ts` hold what
 * exists in one of them only.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'artefacts/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  globalTimeout: 2_400_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1920, height: 1080 },
    // What failed leaves the page as words and as a picture. A trace takes a tenth of a browser's processor time: `--trace retain-on-failure` asks for one.
    screenshot: 'only-on-failure',
  },
  // One in each home; the desktop, which has more, goes on with both.
  projects: [
    {
      name: 'browser',
      workers: 1,
      testIgnore: '**/*.electron.spec.ts',
      use: { launchOptions: { executablePath: chromiumExecutable(), args: [...chromiumArguments(), ...withoutGraphics] } },
    },
    { name: 'electron', testIgnore: '**/*.browser.spec.ts' },
  ],
});
