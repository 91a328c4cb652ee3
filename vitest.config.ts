import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const slowTestTimeoutMs = 120_000;
/** They start whole programs, bundled as they are shipped. */
const bundled = ['tests/fixtures/bundled-programs.ts'];
/** Sites with central, several stations, brokers and gateways: they wait more than they work, and are patient, so several may run side by side. */
const sites = [
  'tests/integration/{central-*,sync,seats,broker-*,older-broker,pbx-*}.test.ts',
  'tests/faults/{flapping-link,black-hole,bad-line,stopped-core}.test.ts',
];
/** They reckon, and nothing in them waits for a clock or another program: they may take as long as the computer is busy with others. */
const patient = ['tests/simulation/**/*.test.ts', 'tests/faults/{power-cut,power-cut-central,audit-attacks,torn-log}.test.ts'];
const patientTestTimeoutMs = 900_000;

const longest = ['faults/power-cut-central', 'simulation/simulation', 'integration/sync', 'integration/central-process', 'integration/pbx-gateway', 'faults/bad-line'];

/** One of the longest that began last would be waited for alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.some((part) => moduleId.includes(part));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Two cores are the smallest machine this must run on; real servers and property tests want them both.
    maxWorkers: 2,
    // Its own second is over while a busy computer does something else.
    expect: { poll: { timeout: 10_000 } },
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
          exclude: [...sites, ...patient],
          globalSetup: bundled,
          testTimeout: slowTestTimeoutMs,
          hookTimeout: slowTestTimeoutMs,
          // Brokers, disks and cores that are killed: one file at a time, or one starves the other.
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: 'sites', include: sites, globalSetup: bundled, testTimeout: slowTestTimeoutMs, hookTimeout: slowTestTimeoutMs } },
      { extends: true, test: { name: 'patient', include: patient, globalSetup: bundled, testTimeout: patientTestTimeoutMs, hookTimeout: patientTestTimeoutMs } },
    ],
  },
});
