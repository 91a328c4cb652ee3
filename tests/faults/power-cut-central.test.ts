import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { nextSiteHash } from '#ledger/site-hash.ts';
import { openEmbeddedForOneLook } from '#tests/fixtures/embedded-database.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { makeTestFolder } from '#tests/fixtures/temporary-folder.ts';
import { inMemoryFolder } from '#tests/fixtures/in-memory-folder.ts';
import { powerCutImages, tracedCalls, type PowerCutImage } from './power-cut-images.ts';

const pushes = 50;
const images = Number(process.env['SIAGA_CENTRAL_POWER_CUT_IMAGES'] ?? 200);
const writer = join(repositoryFolder, 'tests', 'faults', 'central-writer.ts');

type Traced = { readonly folder: string; readonly before: ReadonlyMap<string, Buffer>; readonly folders: readonly string[]; readonly trace: string };
let traced: Traced;
let disk: ReturnType<typeof imageFolder>;

beforeAll(() => {
  const { path, remove } = makeTestFolder();
  traced = tracedCentral(join(path, 'database'), join(path, 'trace'));
  disk = imageFolder();
  return () => {
    remove();
    disk.remove();
  };
});

/** FAULTS row 3 for central: opened again from what a disk may hold after a power cut, the embedded database has every push that was answered. */
test(`row 3: no push that the embedded central answered is missing in any of ${images} power-cut images`, { timeout: 60_000 + images * 30_000 }, async () => {
  const random = seededRandom(112);
  const lossy: string[] = [];
  for (let seen = 0, pass = 0; seen < images; pass += 1) {
    // Every other image keeps what was synced and nothing else; from the others a random part of the rest reached the disk.
    let share = 0;
    for (const image of powerCutImages(traced.trace, traced.folder, () => random() < share, () => random() < 0.02, traced.before)) {
      share = share === 0 ? 0.5 : 0;
      // One of about twelve, so that the images come from the whole run.
      if (seen === images || random() > 0.08 + pass / 10) continue;
      seen += 1;
      const found = await pushesIn(image);
      if (typeof found === 'string' || found < image.acknowledged) lossy.push(`after push ${image.acknowledged}: ${found}`);
    }
  }
  expect(lossy).toEqual([]);
});

test('the same replay finds the losses of a database whose syncs do nothing, so it can fail', async () => {
  const unsynced = traced.trace.split('\n').filter((line) => !/ f(data)?sync\(/.test(line)).join('\n');
  const last = [...powerCutImages(unsynced, traced.folder, () => false, () => false, traced.before)].at(-1);
  if (!last) throw new Error('the trace has no acknowledgement');
  expect(last.acknowledged).toBe(pushes);
  expect(await pushesIn(last)).not.toBe(pushes);
});

function tracedCentral(folder: string, traceFile: string): Traced {
  const made = spawnSync(process.execPath, [writer, folder, 'sumenep', 'S0', '3'], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the writer failed: ${made.stderr}`);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const pathsOf = (isWanted: (entry: (typeof entries)[number]) => boolean): string[] => entries.filter(isWanted).map((entry) => join(entry.parentPath, entry.name));
  const before = new Map(pathsOf((entry) => entry.isFile()).map((path) => [path, readFileSync(path)]));
  const options = ['-f', '--seccomp-bpf', '-xx', '-s', '20000000', '-e', `trace=${tracedCalls}`, '-e', 'signal=none', '-o', traceFile];
  const run = spawnSync('strace', [...options, process.execPath, writer, folder, 'sumenep', 'S1', String(pushes)], { encoding: 'utf8' });
  if (run.error) throw new Error('strace is not on this machine. Install it: apt-get install -y strace');
  if (!existsSync(traceFile) || !run.stdout.includes(`ack S1 ${pushes} `)) throw new Error(`the writer failed: ${run.stderr}`);
  return { folder, before, folders: pathsOf((entry) => entry.isDirectory()), trace: readFileSync(traceFile, 'latin1') };
}

/** What a disk may hold stands here already; that it is read back from memory changes nothing but the time. */
function imageFolder() {
  const folder = inMemoryFolder();
  const written = new Map<string, { readonly content: Buffer; readonly mtimeMs: number }>();
  return {
    folder,
    /** Makes the folder hold the image and nothing else; what is there already, and untouched since, is left. */
    hold(files: ReadonlyMap<string, Buffer>): void {
      const wanted = new Map([...files].map(([path, content]) => [join(folder, path.slice(traced.folder.length)), content]));
      for (const each of traced.folders) mkdirSync(join(folder, each.slice(traced.folder.length)), { recursive: true });
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (!entry.isFile() || wanted.has(path)) continue;
        written.delete(path);
        rmSync(path);
      }
      for (const [path, content] of wanted) {
        const before = written.get(path);
        if (before?.content === content && statSync(path, { throwIfNoEntry: false })?.mtimeMs === before.mtimeMs) continue;
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
        written.set(path, { content, mtimeMs: statSync(path).mtimeMs });
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How many pushes of S1 are there, if everything in the database fits together; otherwise what does not. */
async function pushesIn(image: PowerCutImage): Promise<number | string> {
  disk.hold(image.files());
  try {
    const database = await openEmbeddedForOneLook(disk.folder);
    const [site] = await database.query<{ head_seq: number; head_hash: string }>('SELECT head_seq, head_hash FROM sites');
    const events = await database.query<{ seq: number; station: string; hash: string }>(`SELECT seq, station, encode(hash, 'hex') AS hash FROM events ORDER BY seq`);
    const [folded] = await database.query<{ seen: string }>("SELECT seen FROM entities WHERE entity = 'incident:i1'");
    await database.close();
    const hash = events.reduce((previous, event, index) => nextSiteHash(previous, index + 1, event.hash), '0'.repeat(64));
    const count = events.filter(({ station }) => station === 'S1').length;
    if (site?.head_seq !== events.length || site.head_hash !== hash) return `${events.length} events and a head of ${site?.head_seq}`;
    if (count > 0 && (JSON.parse(folded?.seen ?? '{}') as Record<string, number>)['S1'] !== count) return `${count} events and a state folded from ${folded?.seen}`;
    return count;
  } catch (error) {
    return `not to be opened: ${String(error)}`;
  }
}
