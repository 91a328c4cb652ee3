import { defineConfig } from 'vitest/config';

const slowTestTimeoutMs = 120_000;
/** They start whole programs, bundled as they are shipped. */
const bundled = ['tests/fixtures/bundled-programs.ts'];
/** Sites with central, several stations, brokers and gateways: they wait more than they work, and are patient, so several may run side by side. */
const sites = [
  'tests/integration/{central-*,sync,seats,broker-*,older-broker,pbx-*}.test.ts',
  'tests/faults/{flapping-link,black-hole,bad-line,stopped-core}.test.ts',
  'tests/simulation/**/*.test.ts',
  'tests/faults/power-cut-central.test.ts',
];

export default defineConfig({
  test: {
    // Two cores are the smallest machine this must run on; real servers and property tests want them both.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{domain,contract,ledger,core,central,gateway,electron,renderer,build}/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.ts'],
          testTimeout: 15_000,
          // They leave nothing behind in their process, and what they share is loaded and made fast once: half the processor time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          exclude: sites,
          globalSetup: bundled,
          testTimeout: slowTestTimeoutMs,
          hookTimeout: slowTestTimeoutMs,
          // Brokers, disks and cores that are killed: one file at a time, or one starves the other.
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: 'sites', include: sites, globalSetup: bundled, testTimeout: slowTestTimeoutMs, hookTimeout: slowTestTimeoutMs } },
    ],
  },
});
