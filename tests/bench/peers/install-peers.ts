import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm, someLines } from '#build/setup/run.mjs';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';

const lockName = 'package-lock.json';

/** The folder with the pinned peers of a benchmark, outside the product's packages; npm fills it at the first run and whenever the lock here changed. */
export function installPeers(pinned: 'pinned' | 'pinned-routes'): Outcome<string> {
  const from = join(repositoryFolder, 'tests', 'bench', 'peers', pinned);
  const folder = join(repositoryFolder, 'artefacts', pinned === 'pinned' ? 'bench-peers' : 'bench-route-peers');
  const lock = readFileSync(join(from, lockName), 'utf8');
  const installed = join(folder, 'installed');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return success(folder);
  mkdirSync(folder, { recursive: true });
  rmSync(installed, { force: true });
  for (const name of ['package.json', lockName]) copyFileSync(join(from, name), join(folder, name));
  process.stderr.write('peers of the benchmark: npm ci (once)\n');
  // The native module of a peer is delivered ready made; nothing of theirs runs while it is installed.
  const done = runNpm(['ci', '--prefix', folder, '--ignore-scripts']);
  if (!done.ok) return failure('peers-not-installed', `npm ci failed: ${someLines(done.output)}`);
  copyFileSync(join(from, lockName), installed);
  return success(folder);
}
