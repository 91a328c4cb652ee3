// Bundles what changed: node build/bundle.mjs [electron] [core] [renderer]; everything when nothing is named.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './bundle/fingerprint.mjs';
import { targets } from './bundle/targets.mjs';
import { nodeExecutable } from './node-path.mjs';
import { projectFolder, readNote, say, writeNote } from './project-folder.mjs';

const thisFile = fileURLToPath(import.meta.url);

/**
 * Builds the stale ones of the named targets (`core`, `electron`, `renderer`).
 * @param {string[]} [names] all when empty
 * @returns {Promise<boolean>} false when something could not be built; the reason was said
 */
export async function bundle(names = []) {
  const isOldNode = Number(process.versions.node.split('.')[0]) < 22;
  if (!isOldNode) return bundleHere(names);
  const inNewer = spawnSync(nodeExecutable(), [thisFile, ...names], { stdio: ['ignore', 2, 2] });
  return inNewer.status === 0;
}

/** @param {string[]} names */
async function bundleHere(names) {
  const wanted = targets.filter((target) => names.length === 0 || names.some((name) => target.name.split(' ')[0] === name));
  const startedAt = performance.now();
  const built = [];
  let isComplete = true;
  for (const target of wanted) {
    const outcome = await buildIfStale(target);
    if (outcome === 'built') built.push(target.name);
    if (outcome === 'failed') isComplete = false;
  }
  if (built.length > 0) say(`bundle: ${built.join(', ')} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return isComplete;
}

/**
 * @param {import('./bundle/targets.mjs').Target} target
 * @returns {Promise<'built' | 'fresh' | 'failed'>}
 */
async function buildIfStale(target) {
  const missing = target.entries.filter((entry) => !existsSync(join(projectFolder, entry)));
  if (missing.length > 0) {
    say(`bundle: ${target.name} cannot be built: there is no ${missing.join(', ')}`);
    return 'failed';
  }
  const note = `bundle ${target.name}`.replaceAll(' ', '-');
  const inputs = fingerprint([...target.folders, 'build/bundle'], target.files);
  const isThere = target.outputs.every((output) => existsSync(join(projectFolder, output)));
  if (isThere && readNote(note)?.['inputs'] === inputs) return 'fresh';
  try {
    await target.build();
  } catch (error) {
    say(`bundle: ${target.name} failed: ${error instanceof Error ? error.message : String(error)}`);
    return 'failed';
  }
  writeNote(note, { inputs });
  return 'built';
}

if (process.argv[1] === thisFile) {
  process.exitCode = (await bundle(process.argv.slice(2))) ? 0 : 1;
}
