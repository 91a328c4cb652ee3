import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInForeground } from '../foreground.mjs';
import { environmentWithNode, nodeExecutable } from '../node-path.mjs';
import { projectFolder, say } from '../project-folder.mjs';
import { rowsOfTests, table } from './table-of-rows.mjs';

/** Tests are found by this in their names: `row 29` or `rows 29, 30`. */
const namePattern = '\\brows? [0-9]+';

/**
 * Runs the tests that name a row and prints the table.
 * @param {readonly (readonly [number, string])[]} rows
 * @param {Readonly<Record<string, string>>} sizes for the tests, as environment
 * @returns {Promise<number>} exit code: 0 when every row has a test and all of them passed
 */
export async function reportRows(rows, sizes) {
  const report = join(projectFolder, 'artefacts', 'reports', 'faults.json');
  rmSync(report, { force: true });
  const parameters = ['run', '-t', namePattern, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await runInForeground(nodeExecutable(), [join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs'), ...parameters], {
    environment: { ...environmentWithNode(), ...sizes },
    folder: projectFolder,
    onStdout: (chunk) => process.stderr.write(chunk),
  });
  /** @type {import('./table-of-rows.mjs').Report} */
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    say('The tests gave no report.');
    return 1;
  }
  const { text, isWhole } = table(rows, rowsOfTests(results, projectFolder));
  process.stdout.write(text);
  return isWhole ? 0 : 1;
}
