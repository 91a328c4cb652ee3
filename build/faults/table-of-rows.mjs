import { relative } from 'node:path';

/**
 * The part of vitest's JSON report that is read here.
 * @typedef {{ testResults: readonly { name: string, assertionResults: readonly { fullName: string, status: string }[] }[] }} Report
 * @typedef {{ file: string, name: string, status: string }} NamedTest
 */

/**
 * The tests of a report by the rows in their names.
 * @param {Report} report
 * @param {string} folder
 * @returns {Map<number, NamedTest[]>}
 */
export function rowsOfTests(report, folder) {
  /** @type {Map<number, NamedTest[]>} */
  const byRow = new Map();
  for (const { name: path, assertionResults } of report.testResults) {
    const file = relative(folder, path);
    for (const { fullName: name, status } of assertionResults) {
      if (status === 'skipped' || status === 'pending') continue;
      for (const row of new Set(rowsIn(name))) byRow.set(row, [...(byRow.get(row) ?? []), { file, name, status }]);
    }
  }
  return byRow;
}

/**
 * `row 29`, `rows 29, 30 and 31`
 * @param {string} name
 * @returns {number[]}
 */
export function rowsIn(name) {
  return [...name.matchAll(/\brows? (\d+(?:(?:, | and )\d+)*)/gi)].flatMap((match) => (match[1]?.match(/\d+/g) ?? []).map(Number));
}

/**
 * @param {readonly (readonly [number, string])[]} rows
 * @param {ReadonlyMap<number, readonly NamedTest[]>} byRow
 * @returns {{ text: string, isWhole: boolean }}
 */
export function table(rows, byRow) {
  const lines = rows.map(([row, what]) => {
    const tests = byRow.get(row) ?? [];
    const failed = tests.filter(({ status }) => status !== 'passed');
    const result = tests.length === 0 ? 'NO TEST' : failed.length === 0 ? 'kept' : 'BROKEN';
    const named = (failed.length > 0 ? failed : tests).map(({ file, name }) => `            ${file}: ${name}`);
    return { result, text: [`${String(row).padStart(3)}  ${result.padEnd(7)}  ${String(tests.length).padStart(2)}  ${what}`, ...named].join('\n') };
  });
  const kept = lines.filter(({ result }) => result === 'kept').length;
  const head = 'row  result  tests  fault';
  return { text: `${head}\n${lines.map(({ text }) => text).join('\n')}\n${kept} of ${rows.length} rows kept\n`, isWhole: kept === rows.length };
}
