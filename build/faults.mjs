// npm run faults -- --seeds 1000 [--from N] | --seed N | --report [--night]: the simulation by night, one seed again, or the table of faults.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { faultRows, nightSizes } from './faults/fault-rows.mjs';
import { reportRows } from './faults/report-rows.mjs';
import { runInForeground } from './foreground.mjs';
import { environmentWithNode, nodeExecutable } from './node-path.mjs';
import { projectFolder, say } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';

const usage = `npm run faults -- --seeds COUNT [--from SEED]   three seats and central in bad weather, so many times
npm run faults -- --seed SEED                   one of them again, with what happened
npm run faults -- --report                      the rows of the table of faults, the tests that cover them, and their results
npm run faults -- --report --night              the same with as many kills and power cuts as a night has time for`;

/**
 * @param {string[]} names
 * @param {string} name
 */
function numberAfter(names, name) {
  const at = names.indexOf(name);
  const value = at < 0 ? Number.NaN : Number(names[at + 1]);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/**
 * @param {number} first
 * @param {number} count
 * @param {string[]} more
 */
function runSeeds(first, count, more) {
  const program = join(projectFolder, 'tests', 'simulation', 'run-seeds.ts');
  return runInForeground(nodeExecutable(), [program, String(first), String(count), ...more], { environment: environmentWithNode(), folder: projectFolder });
}

/**
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function faults(names) {
  const [seed, seeds, from = 1] = ['--seed', '--seeds', '--from'].map((name) => numberAfter(names, name));
  const isReport = names.includes('--report');
  if (seed === undefined && seeds === undefined && !isReport) {
    say(usage);
    return 2;
  }
  if (!(await prepare('test'))) return 1;
  if (isReport) return reportRows(faultRows, names.includes('--night') ? nightSizes : {});
  if (seed !== undefined) return runSeeds(seed, 1, ['--trace']);
  // Each part has a central of its own in its memory.
  const parts = Math.min(availableParallelism(), seeds ?? 1);
  const share = Math.ceil((seeds ?? 1) / parts);
  const codes = await Promise.all(
    Array.from({ length: parts }, (_, part) => runSeeds(from + part * share, Math.max(0, Math.min(share, (seeds ?? 1) - part * share)), [])),
  );
  return Math.max(...codes);
}

process.exitCode = await faults(process.argv.slice(2));
