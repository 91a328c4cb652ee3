import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import type { BlackHole } from './behind-a-black-hole.ts';

const seconds = Number(process.env['SIAGA_BLACK_HOLE_SECONDS'] ?? 15);
const program = join(repositoryFolder, 'tests', 'faults', 'behind-a-black-hole.ts');
/** Who is not root gets a network of his own together with users of his own. */
const network = process.getuid?.() === 0 ? ['-n'] : ['-rn'];

test('rows 21 and 23: where the packet filter swallows everything between station and central, that is said within 10 s, work goes on, and nothing counts as sent', { timeout: 120_000 + seconds * 1_000 }, () => {
  const run = spawnSync('unshare', [...network, process.execPath, program, temporaryFolder(), String(seconds)], { encoding: 'utf8' });
  if (run.error) throw new Error('unshare is not on this machine. Install it: apt-get install -y util-linux');
  expect(run.stderr).not.toMatch(/^unshare:/m);
  const seen = JSON.parse(run.stdout) as BlackHole;
  console.log(run.stdout.trim());
  expect(seen.noticedMs).toBeLessThan(10_500);
  expect(seen.acts).toBeGreaterThan(seconds * 2);
  expect(seen.toSend).toBe(seen.acts);
  // A connection that is begun and not answered is begun again by the system itself after 1, 3, 7 s.
  expect(seen.attemptsPerSecond).toBeLessThanOrEqual(2);
});
