import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '#core/db/database.ts';
import { databaseFileName, openStationDatabase } from '#core/db/open-station-database.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { powerCutImages, tracedCalls, type PowerCutImage } from './power-cut-images.ts';

const acts = 100;
const images = Number(process.env['SIAGA_POWER_CUT_IMAGES'] ?? 200);

/**
 * FAULTS row 3: the system calls of a core that records acts are traced, and the disk as it may stand after a power cut
 * at each acknowledgement is built and opened again.
 */
test(`row 3: no acknowledged act is missing in any of ${images} power-cut images`, { timeout: 120_000 + images * 1_000 }, () => {
  const dataDir = temporaryFolder();
  const trace = tracedWriter(join(repositoryFolder, 'tests', 'faults', 'act-writer.ts'), dataDir, acts);
  const random = seededRandom(112);
  let seen = 0;
  const lossy: string[] = [];
  for (let pass = 0; seen < images; pass += 1) {
    // Every other pass keeps what was synced and nothing else; the passes between let a random part of the rest reach the disk.
    const share = pass % 2 === 0 ? 0 : 0.5;
    for (const image of powerCutImages(trace, dataDir, () => random() < share, () => random() < 0.05)) {
      if (seen === images) break;
      seen += 1;
      const found = notesIn(image);
      if (found !== 'unopenable' && found >= image.acknowledged) continue;
      lossy.push(`after act ${image.acknowledged}: ${found}`);
    }
  }
  expect(lossy).toEqual([]);
});

test('row 3: the same replay finds the losses of a connection that does not sync, so it can fail', () => {
  const dataDir = temporaryFolder();
  const trace = tracedWriter(join(repositoryFolder, 'tests', 'faults', 'careless-writer.ts'), dataDir, 40);
  let lossy = 0;
  for (const image of powerCutImages(trace, dataDir, () => false)) {
    const found = rowsIn(image, 'notes');
    if (found === 'unopenable' || found < image.acknowledged) lossy += 1;
  }
  expect(lossy).toBeGreaterThan(0);
});

function tracedWriter(program: string, dataDir: string, count: number): string {
  const traceFile = join(temporaryFolder(), 'trace');
  const run = spawnSync(
    'strace',
    ['-f', '--seccomp-bpf', '-xx', '-s', '70000', '-e', `trace=${tracedCalls}`, '-e', 'signal=none', '-o', traceFile, process.execPath, program, dataDir, String(count)],
    { encoding: 'utf8' },
  );
  if (run.error) throw new Error('strace is not on this machine. Install it: apt-get install -y strace');
  if (!existsSync(traceFile) || !run.stdout.includes(`ack ${count}\n`)) throw new Error(`the writer failed: ${run.stderr}`);
  return readFileSync(traceFile, 'latin1');
}

function inFolder<Result>(image: PowerCutImage, look: (folder: string) => Result): Result {
  const folder = join(temporaryFolder(), 'image');
  mkdirSync(folder);
  for (const [path, content] of image.files()) {
    const name = basename(path);
    if (name.startsWith(databaseFileName) && !name.endsWith('-shm')) writeFileSync(join(folder, name), content);
  }
  try {
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many notes stand in the journal without a gap; the image must open without repair. */
function notesIn(image: PowerCutImage): number | 'unopenable' {
  return inFolder(image, (folder) => {
    const opened = openStationDatabase(folder);
    if (!opened.ok) return 'unopenable';
    try {
      if (opened.value.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'unopenable';
      const rows = opened.value.prepare<[], { seq: number; act: string }>('SELECT seq, act FROM journal ORDER BY seq').all();
      const gap = rows.findIndex((row, index) => row.seq !== index + 1);
      return (gap < 0 ? rows : rows.slice(0, gap)).filter((row) => row.act.includes('"incident.noted"')).length;
    } finally {
      opened.value.close();
    }
  });
}

function rowsIn(image: PowerCutImage, table: string): number | 'unopenable' {
  return inFolder(image, (folder) => {
    const database = connect(join(folder, databaseFileName));
    try {
      return database.prepare<[], { count: number }>(`SELECT COUNT(*) AS count FROM ${table}`).get()?.count ?? 0;
    } catch {
      return 'unopenable';
    } finally {
      database.close();
    }
  });
}
