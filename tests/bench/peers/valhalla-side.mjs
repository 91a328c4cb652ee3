// One process of Valhalla: valhalla-side.mjs PEERS PBF FOLDER builds tiles, then answers lines { from: [[lat, lon], …], to: [lat, lon], shortest } with { ms, metres }.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [, , peers = '', pbf = '', folder = ''] = process.argv;
const home = join(peers, 'node_modules', '@valhallajs', 'valhallajs');
const binaries = join(home, 'linux', process.arch);
const { Actor } = createRequire(join(home, 'index.js'))(join(home, 'index.js'));
const config = JSON.parse(execFileSync(process.execPath, [join(home, 'bin', 'valhalla-cli.js'), 'build_config', '--mjolnir-tile-dir', join(folder, 'tiles')], { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] }));
config.mjolnir.logging = { type: '' };
config.logging = { type: '' };
Object.assign(config.service_limits.auto, { max_matrix_distance: 1e7, max_matrix_location_pairs: 1e6, max_distance: 1e7 });
writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
const began = performance.now();
execFileSync(join(binaries, 'valhalla_build_tiles'), ['-c', join(folder, 'config.json'), pbf], { env: { ...process.env, LD_LIBRARY_PATH: join(binaries, 'lib') }, stdio: 'ignore' });
say({ builtMs: performance.now() - began });
const actor = new Actor(config);
for await (const line of createInterface({ input: process.stdin })) {
  const { from, to, shortest } = JSON.parse(line);
  const point = ([lat, lon]) => ({ lat, lon });
  const asked = performance.now();
  const answer = await actor.matrix({ sources: from.map(point), targets: [point(to)], costing: 'auto', costing_options: { auto: { shortest } } });
  say({ ms: performance.now() - asked, metres: answer.sources_to_targets.map(([found]) => (found?.distance === undefined || found.distance === null ? null : found.distance * 1_000)) });
}

/** @param {object} answer */
function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
