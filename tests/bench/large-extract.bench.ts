import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { shippedRoutes } from '#tests/fixtures/shipped-routes.ts';
import { writeOsmPbf, type OsmData } from '#tests/fixtures/write-osm-pbf.ts';
import { lanesOfTheRegency } from './map/lanes-of-the-regency.ts';
import { printFigure } from './print-figure.ts';

/**
 * A map pack out of the extract of a whole island: 250,000 crossings lie in the regency, everything else beside it, four bytes in five of it nodes. How
 * much memory `siaga map build` takes at the most, and how fast it reads. `SIAGA_BENCH_MB=1000` is what the limit of 2 GB is about.
 * Run: node tests/bench/large-extract.bench.ts
 */
const wantedBytes = Number(process.env['SIAGA_BENCH_MB'] ?? 100) * 1_000_000;
const shareOfNodes = 0.8;
const perBlob = 8_000;
const shipped = shippedRoutes();
const { seaBox } = shipped.islands;
const folder = mkdtempSync(join(tmpdir(), 'siaga-large-extract-'));
try {
  const osm = join(folder, 'large.osm.pbf');
  writeLargeExtract(osm);
  await build(osm);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function build(osm: string): Promise<void> {
  const box = [seaBox.west, seaBox.south, seaBox.east, seaBox.north].join(',');
  const began = performance.now();
  const child = spawn(process.execPath, ['core/siaga.ts', 'map', 'build', '--osm', osm, `--bbox=${box}`, '--out', join(folder, 'pack')], { cwd: repositoryFolder, stdio: ['ignore', 'ignore', 'inherit'] });
  let peakKb = 0;
  const look = setInterval(() => (peakKb = Math.max(peakKb, highWaterKb(child.pid ?? 0))), 100);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`map build ended with ${code}`);
  const seconds = (performance.now() - began) / 1_000;
  const fileBytes = statSync(osm).size;
  printFigure('map-pack.large.peak-memory', Math.round(peakKb / 1_024), 'MiB', { fileBytes });
  printFigure('map-pack.large.built', seconds, 's', { megabytesPerSecond: Math.round(fileBytes / 100_000 / seconds) / 10 });
}

/** The most memory that a process has had so far; the system counts it. */
function highWaterKb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // It ended meanwhile.
  }
}

function writeLargeExtract(file: string): void {
  const regency = blobsOf(lanesOfTheRegency(shipped.islands, 250_000));
  const beside = besideTheRegency();
  const target = openSync(file, 'w');
  let bytes = 0;
  const put = (blobs: readonly Uint8Array[]): void => {
    for (const blob of blobs) bytes += writeSync(target, blob);
  };
  put([regency.header, ...regency.nodes]);
  // The same places and roads again and again, under ids of their own.
  for (let firstId = 1_000_000; bytes < wantedBytes * shareOfNodes; firstId += beside.nodes.length) put(blobsOf({ nodes: beside.nodes.map((node, index) => ({ ...node, id: firstId + index })), ways: [] }).nodes);
  put(regency.ways);
  for (let firstId = 1_000_000; bytes < wantedBytes; firstId += beside.ways.length) put(blobsOf({ nodes: [], ways: beside.ways.map((way, index) => ({ ...way, id: firstId + index })) }).ways);
  closeSync(target);
}

function blobsOf(data: OsmData): { readonly header: Uint8Array; readonly nodes: readonly Uint8Array[]; readonly ways: readonly Uint8Array[] } {
  const file = join(folder, 'part.osm.pbf');
  const starts = writeOsmPbf(file, data, perBlob);
  const bytes = readFileSync(file);
  const blobs = starts.map((start, index) => bytes.subarray(start, starts[index + 1]));
  const behindNodes = 1 + Math.ceil(data.nodes.length / perBlob);
  return { header: blobs[0] as Uint8Array, nodes: blobs.slice(1, behindNodes), ways: blobs.slice(behindNodes) };
}

function besideTheRegency(): OsmData {
  const random = seededRandom(7);
  const firstId = 1_000_000;
  const nodes = Array.from({ length: 40 * perBlob }, (_, index) => ({ id: firstId + index, latitude: -8.8 + random() * 2, longitude: 106 + random() * 6 }));
  const ways = Array.from({ length: 10 * perBlob }, (_, index) => {
    const first = Math.floor(random() * (nodes.length - 12));
    return { id: firstId + index, refs: nodes.slice(first, first + 2 + Math.floor(random() * 10)).map(({ id }) => id), tags: { highway: 'residential', name: `Jalan ${Math.floor(random() * 9_000)}` } };
  });
  return { nodes, ways };
}
