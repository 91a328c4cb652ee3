import { expect, test } from 'vitest';
import { countOfCheck, countOfPlaywright, countOfVitest, honest, sum } from './count.mjs';

const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

test('a Vitest file that could not be loaded counts as one failure; each has its name', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'is well', status: 'passed' }] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [{ fullName: 'group adds up', status: 'failed' }] },
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
    ],
  };
  expect(countOfVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2, failures: ['c.test.ts', 'b.test.ts › group adds up'] });
});

test('a Playwright test that passed only when tried again counts as failed; each has its name', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
  const of = (title: string, status: string) => ({ title, tests: [{ projectName: 'electron', status }] });
  const inner = { title: 'with a broker', specs: [of('shaky', 'flaky'), of('steady', 'expected')] };
  const suites = [{ title: 'a.spec.ts', specs: [of('broken', 'unexpected'), of('left out', 'skipped')], suites: [inner] }];
  expect(countOfPlaywright({ stats, errors: [{ message: 'one outside any test' }], suites })).toEqual({
    passed: 5,
    failed: 3,
    skipped: 1,
    failures: ['a.spec.ts › [electron] broken', 'a.spec.ts › with a broker › [electron] shaky', 'one outside any test'],
  });
});

test('a runner that left no report failed', () => {
  expect(honest(undefined, 0)).toEqual({ ...nothing, failed: 1 });
});

test('a runner that ran nothing failed, whatever its exit code', () => {
  expect(honest(nothing, 0).failed).toBe(1);
});

test('a runner that ends badly with every test passed failed once', () => {
  expect(honest({ ...nothing, passed: 8 }, 1)).toEqual({ ...nothing, passed: 8, failed: 1 });
});

test('failed tests are not counted a second time for the exit code they cause', () => {
  expect(honest({ ...nothing, passed: 8, failed: 2 }, 1).failed).toBe(2);
});

test('the counts of all steps add up', () => {
  const some = { passed: 7, failed: 1, skipped: 3, failures: ['one'] };
  expect(sum([countOfCheck(true), countOfCheck(false), some])).toEqual({ passed: 8, failed: 2, skipped: 3, failures: ['one'] });
});
