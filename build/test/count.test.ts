import { expect, test } from 'vitest';
import { countOfCheck, countOfPlaywright, countOfVitest, honest, sum } from './count.mjs';

const nothing = { passed: 0, failed: 0, skipped: 0 };

test('a Vitest file that could not be loaded counts as one failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(countOfVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a Playwright test that passed only when tried again counts as failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 1 };
  expect(countOfPlaywright({ stats, errors: ['one outside any test'] })).toEqual({ passed: 5, failed: 4, skipped: 1 });
});

test('a runner that left no report failed', () => {
  expect(honest(undefined, 0)).toEqual({ ...nothing, failed: 1 });
});

test('a runner that ran nothing failed, whatever its exit code', () => {
  expect(honest(nothing, 0).failed).toBe(1);
});

test('a runner that ends badly with every test passed failed once', () => {
  expect(honest({ ...nothing, passed: 8 }, 1)).toEqual({ passed: 8, failed: 1, skipped: 0 });
});

test('failed tests are not counted a second time for the exit code they cause', () => {
  expect(honest({ passed: 8, failed: 2, skipped: 0 }, 1).failed).toBe(2);
});

test('the counts of all steps add up', () => {
  expect(sum([countOfCheck(true), countOfCheck(false), { passed: 7, failed: 1, skipped: 3 }])).toEqual({ passed: 8, failed: 2, skipped: 3 });
});
