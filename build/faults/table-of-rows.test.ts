import { expect, test } from 'vitest';
import { rowsIn, rowsOfTests, table } from './table-of-rows.mjs';

const report = (...tests: readonly { name: string; status: string }[]) => ({
  testResults: [{ name: '/project/tests/faults/one.test.ts', assertionResults: tests.map(({ name, status }) => ({ fullName: name, status })) }],
});

test('rows are read from the names of tests', () => {
  expect(rowsIn('row 29: an answer is lost')).toEqual([29]);
  expect(rowsIn('rows 25, 26 and 27: messages')).toEqual([25, 26, 27]);
  expect(rowsIn('three rows are shown')).toEqual([]);
});

test('a row is kept when it has tests and all passed', () => {
  const byRow = rowsOfTests(report({ name: 'row 1: kill', status: 'passed' }, { name: 'row 2: kill', status: 'passed' }), '/project');
  const { text, isWhole } = table([[1, 'kill'], [2, 'catch up']], byRow);
  expect(isWhole).toBe(true);
  expect(text).toContain('tests/faults/one.test.ts: row 1: kill');
});

test.each([
  ['no test', report()],
  ['a test that failed beside one that passed', report({ name: 'row 1: kill', status: 'passed' }, { name: 'row 1: kill again', status: 'failed' })],
  ['only a test that was skipped', report({ name: 'row 1: kill', status: 'skipped' })],
])('a row with %s is not kept', (_what, results) => {
  expect(table([[1, 'kill']], rowsOfTests(results, '/project')).isWhole).toBe(false);
});
