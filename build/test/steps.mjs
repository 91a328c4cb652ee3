import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sayWhatRootLacks } from '../electron-path.mjs';
import { runInForeground } from '../foreground.mjs';
import { environmentWithNode, nodeExecutable } from '../node-path.mjs';
import { projectFolder } from '../project-folder.mjs';
import { countOfCheck, countOfPlaywright, countOfVitest, honest } from './count.mjs';

/**
 * A step shows its output as it comes and answers with its count. Steps of one lane follow each other, lanes run at the same time, and what is `isAlone`
 * comes after all of them. Nothing but `main` waits for a clock or another program, so the others take what it leaves of the computer.
 * @typedef {{ name: string, lane: 'main' | 'checks' | 'patient', isAlone?: boolean, needsBundle: boolean, run: (onStopRequest: () => void) => Promise<import('./count.mjs').Count> }} Step
 * @type {Step[]}
 */
export const steps = [
  check('types', 'typescript-native/bin/tsc', ['--build', '--pretty']),
  check('typed-lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  check('knip', 'knip/bin/knip.js', ['--no-config-hints']),
  vitest('unit', 'main'),
  vitest('integration', 'main'),
  // They wait more than they work: twice as many as the cores fill the pauses.
  vitest('sites', 'main', ['--maxWorkers=4']),
  vitest('patient', 'patient'),
  { name: 'e2e', lane: 'main', isAlone: true, needsBundle: true, run: runPlaywright },
];

/**
 * @param {string} name
 * @param {string} script inside node_modules
 * @param {string[]} parameters
 * @returns {Step}
 */
function check(name, script, parameters) {
  return {
    name,
    lane: 'checks',
    needsBundle: false,
    run: async (onStopRequest) => countOfCheck((await runTool(script, parameters, { onStopRequest, isPatient: true })) === 0),
  };
}

/**
 * @param {string} name of the project in vitest.config.ts
 * @param {'main' | 'patient'} lane
 * @param {string[]} more parameters
 * @returns {Step}
 */
function vitest(name, lane, more = []) {
  return {
    name,
    lane,
    needsBundle: name !== 'unit',
    run: async (onStopRequest) => {
      const report = freshReport(name);
      const parameters = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more];
      const exitCode = await runTool('vitest/vitest.mjs', parameters, { onStopRequest, isPatient: lane === 'patient' });
      return honest(read(report, countOfVitest), exitCode);
    },
  };
}

/** @param {() => void} onStopRequest */
async function runPlaywright(onStopRequest) {
  const report = freshReport('e2e');
  sayWhatRootLacks();
  const parameters = ['test', '--reporter=list,json'];
  const exitCode = await runTool('@playwright/test/cli.js', parameters, { environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report }, onStopRequest });
  return honest(read(report, countOfPlaywright), exitCode);
}

/**
 * @param {string} script
 * @param {string[]} parameters
 * @param {Pick<import('../foreground.mjs').Options, 'environment' | 'onStopRequest' | 'isPatient'>} options
 */
function runTool(script, parameters, options) {
  const path = join(projectFolder, 'node_modules', script);
  return runInForeground(nodeExecutable(), [path, ...parameters], {
    ...options,
    environment: { ...environmentWithNode(), ...options.environment },
    folder: projectFolder,
  });
}

/** @param {string} name */
function freshReport(name) {
  const file = join(projectFolder, 'artefacts', 'reports', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * @template Report
 * @param {string} file
 * @param {(report: Report) => import('./count.mjs').Count} count
 */
function read(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
