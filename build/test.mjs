// npm test: every step, or those named: node build/test.mjs [types] [typed-lint] [lint] [knip] [unit] [integration] [sites] [patient] [e2e]
import { say } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';
import { countOfCheck, sum } from './test/count.mjs';
import { steps } from './test/steps.mjs';
import { bundle } from './bundle.mjs';

/** As shells count a SIGINT. */
const interrupted = 130;

/**
 * @param {string[]} names
 * @returns {Promise<number>} exit code
 */
async function test(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    say(`There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}`);
    return 2;
  }
  if (!(await prepare('test'))) return finish([countOfCheck(false)]);

  /** @type {import('./test/count.mjs').Count[]} */
  const counts = [];
  const stop = new AbortController();
  const chosen = steps.filter(({ name }) => names.length === 0 || names.includes(name));
  // Once for all: steps that run at the same time find everything built.
  if (chosen.some(({ needsBundle }) => needsBundle) && !(await bundle())) counts.push({ ...countOfCheck(false), failures: ['the programs cannot be built'] });
  /** @param {import('./test/steps.mjs').Step[]} some */
  const runInOrder = async (some) => {
    for (const step of some) if (!stop.signal.aborted) counts.push(await run(step, stop));
  };
  const together = chosen.filter(({ isAlone }) => isAlone !== true);
  const lanes = [...new Set(together.map(({ lane }) => lane))];
  await Promise.all(lanes.map((name) => runInOrder(together.filter(({ lane }) => lane === name))));
  await runInOrder(chosen.filter(({ isAlone }) => isAlone === true));
  if (stop.signal.aborted) return interrupted;
  return finish(counts);
}

/**
 * @param {import('./test/steps.mjs').Step} step
 * @param {AbortController} stop
 */
async function run(step, stop) {
  process.stdout.write(`\n== ${step.name}\n`);
  const startedAt = performance.now();
  const count = await step.run(() => stop.abort());
  if (stop.signal.aborted) return count;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  process.stdout.write(`${step.name}: ${count.passed} passed, ${count.failed} failed${skipped} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  const names = count.failures.length === 0 && count.failed > 0 ? ['the step itself'] : count.failures;
  return { ...count, failures: names.map((name) => `${step.name} › ${name}`) };
}

/** @param {import('./test/count.mjs').Count[]} counts */
function finish(counts) {
  const { passed, failed, failures } = sum(counts);
  // A long run is often read from its end.
  for (const name of failures) process.stdout.write(`\nfailed: ${name}`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

process.exitCode = await test(process.argv.slice(2));
