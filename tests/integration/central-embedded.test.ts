import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { siteStart } from '#contract/sync/sync-messages.ts';
import { openEmbedded } from '#tests/fixtures/embedded-database.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { systemCalls, type SystemCall } from '#tests/faults/system-calls.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { engineOn, enrolled, eventsIn, pulled, site } from './central-site.ts';

const writer = join(repositoryFolder, 'tests', 'faults', 'central-writer.ts');
const kills = 3;

test(`kill -9 of a central with the embedded database, ${kills} times in the middle of pushes, loses none that it answered`, { timeout: 240_000 }, async () => {
  const folder = join(temporaryFolder(), 'database');
  const acknowledged: string[] = [];
  for (let round = 1; round <= kills; round += 1) acknowledged.push(...(await pushUntilKilled(folder, `S${round}`, round * 7)));
  const engine = await engineOn(await openEmbedded(folder));
  await enrolled(engine, 'R');
  const answer = await pulled(engine, 'R', siteStart, 10_000);
  const kept = new Set(eventsIn(answer).map(({ station, seq, hash }) => `ack ${station} ${seq} ${hash}`));
  expect(acknowledged.filter((each) => !kept.has(each))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual((kills * (kills + 1) * 7) / 2);
  // At each kill at most the one push that was under way is there without having been answered.
  expect(kept.size - acknowledged.length).toBeLessThanOrEqual(kills);
  expect(answer.head).toEqual(answer.next);
});

test('central with the embedded database answers a push only when its log is on the disk', { timeout: 240_000 }, () => {
  const pushes = 10;
  const trace = join(temporaryFolder(), 'trace');
  const run = spawnSync(
    'strace',
    ['-f', '--seccomp-bpf', '-y', '-s', '200', '-e', 'trace=fsync,fdatasync,write', '-e', 'signal=none', '-o', trace, process.execPath, writer, join(temporaryFolder(), 'database'), site, 'S1', String(pushes)],
    { encoding: 'utf8' },
  );
  if (run.error) throw new Error('strace is not on this machine. Install it: apt-get install -y strace');
  expect(run.stderr).toBe('');
  const calls = [...systemCalls(readFileSync(trace, 'latin1'))];
  const answered = calls.flatMap(({ call, values: [file = '', text = ''] }, index) => (call === 'write' && file.startsWith('1<') && text.startsWith('"ack S1 ') ? [index] : []));
  expect(answered).toHaveLength(pushes);
  const isLogSynced = ({ call, values: [file = ''], result }: SystemCall): boolean => /^f(data)?sync$/.test(call) && /\/pg_wal\/[0-9A-F]{24}>$/.test(file) && result === 0;
  for (const [index, at] of answered.entries()) expect(calls.slice(answered[index - 1] ?? 0, at).some(isLogSynced)).toBe(true);
});

/** Pushes as the station until so many were answered, kills the process and returns what it had written by then. */
async function pushUntilKilled(folder: string, station: string, count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [writer, folder, site, station, '100000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (linesOf(out).length >= count) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`central ended by itself after ${out.length} bytes`);
  return linesOf(out);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}
