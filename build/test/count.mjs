/**
 * How many tests passed and failed, and the names of those that failed, as far as they have one.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Count
 */

/** @param {boolean} isGood @returns {Count} of a step that is one check as a whole */
export function countOfCheck(isGood) {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0, failures: [] };
}

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return counts.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      failures: [...total.failures, ...one.failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  );
}

/**
 * Reads Vitest's JSON report. A file that could not be loaded has no tests to fail, so it counts as one.
 * @param {VitestReport} report
 * @returns {Count}
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} VitestReport
 */
export function countOfVitest(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...brokenFiles.map(({ name }) => name),
      ...report.testResults.flatMap(({ name, assertionResults }) => assertionResults.flatMap((one) => (one.status === 'failed' ? `${name} › ${one.fullName}` : []))),
    ],
  };
}

/**
 * Reads Playwright's JSON report. A test that passes only when tried again is not a test that passes.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: { message?: string }[], suites: PlaywrightSuite[] }} report
 * @returns {Count}
 * @typedef {{ title: string, specs: { title: string, tests: { projectName: string, status: string }[] }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */
export function countOfPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...suites.flatMap((suite) => failuresOf(suite)), ...errors.map(({ message }) => message ?? 'an error outside any test')],
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresOf({ title, specs, suites = [] }) {
  const own = specs.flatMap((spec) =>
    spec.tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').map(({ projectName }) => `[${projectName}] ${spec.title}`),
  );
  return [...own, ...suites.flatMap((suite) => failuresOf(suite))].map((name) => `${title} › ${name}`);
}

/**
 * What a runner's report and its exit code say together: one that fails without a failed test, or has run none, failed once.
 * @param {Count | undefined} count undefined when it left no report
 * @param {number} exitCode
 * @returns {Count}
 */
export function honest(count, exitCode) {
  if (count === undefined) return countOfCheck(false);
  const isUnexplained = count.failed === 0 && (exitCode !== 0 || count.passed === 0);
  return isUnexplained ? { ...count, failed: 1 } : count;
}
