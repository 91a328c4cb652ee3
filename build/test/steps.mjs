import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sayWhatRootLacks } from '../electron-path.mjs';
import { runInForeground } from '../foreground.mjs';
import { environmentWithNode, nodeExecutable } from '../node-path.mjs';
import { projectFolder } from '../project-folder.mjs';
import { countOfCheck, countOfPlaywright, countOfVitest, honest } from './count.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/**
 * A step shows its output as it comes and answers with its count. `beside`: the step that leaves it enough of the computer to run at the
 * same time.
 * @typedef {{ name: string, beside?: string, needsBundle: boolean, run: (onStopRequest: () => void) => Promise<import('./count.mjs').Count> }} Step
 * @type {Step[]}
 */
export const steps = [
  // It uses one processor, and tells its result when the unit tests tell theirs.
  { ...check('types', 'typescript/bin/tsc', ['--build', '--pretty']), beside: 'unit' },
  // Servers that are started, cut and killed one after the other wait most of the time.
  { ...check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']), beside: 'integration' },
  check('knip', 'knip/bin/knip.js', ['--no-config-hints']),
  vitest('unit'),
  vitest('integration'),
  // They wait more than they work: twice as many as the cores fill the pauses.
  vitest('sites', ['--maxWorkers=4']),
  { name: 'e2e', needsBundle: true, run: runPlaywright },
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
    needsBundle: false,
    run: async (onStopRequest) => countOfCheck((await runTool(script, parameters, {}, onStopRequest)) === 0),
  };
}

/**
 * @param {string} name of the project in vitest.config.ts
 * @param {string[]} more parameters
 * @returns {Step}
 */
function vitest(name, more = []) {
  return {
    name,
    needsBundle: false,
    run: async (onStopRequest) => {
      const report = freshReport(name);
      const parameters = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more];
      const exitCode = await runTool('vitest/vitest.mjs', parameters, {}, onStopRequest);
      return honest(read(report, countOfVitest), exitCode);
    },
  };
}

/** @param {() => void} onStopRequest */
async function runPlaywright(onStopRequest) {
  const report = freshReport('e2e');
  sayWhatRootLacks();
  const display = await startVirtualDisplay();
  try {
    const environment = { ...display.environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const exitCode = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], environment, onStopRequest);
    return honest(read(report, countOfPlaywright), exitCode);
  } finally {
    await display.stop();
  }
}

/**
 * @param {string} script
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} environment
 * @param {() => void} onStopRequest
 */
function runTool(script, parameters, environment, onStopRequest) {
  const path = join(projectFolder, 'node_modules', script);
  return runInForeground(nodeExecutable(), [path, ...parameters], {
    environment: { ...environmentWithNode(), ...environment },
    folder: projectFolder,
    onStopRequest,
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
