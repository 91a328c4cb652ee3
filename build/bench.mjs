// npm run bench [-- NAME…]: runs tests/bench/*.bench.ts one after the other; each prints JSON lines { name, value, unit, … }.
// NAME is a part of a file's name: `npm run bench -- shift stations` runs two of them. What they read from the environment:
//   SIAGA_BENCH_CHANGES=100000   how many changes the shift has (20,000)
//   SIAGA_BENCH_PEERS=no         the shift without PouchDB and RxDB, map packs without Valhalla and routino; npm installs the first three into
//                                artefacts/bench-peers and artefacts/bench-route-peers at the first run, `apt-get install routino` the last
//   SIAGA_BENCH_CROSSINGS=50000  how many crossings the file of lanes has (250,000)
//   SIAGA_BENCH_MB=1000          how large the extract is that a map pack is built from (100)
//   SIAGA_BENCH_HOURS=24         how many hours of a day go through core at sixty times its speed (2)
//   SIAGA_BENCH_STATIONS=40      how many stations meet at one central (112)
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runInForeground } from './foreground.mjs';
import { environmentWithNode, nodeExecutable } from './node-path.mjs';
import { projectFolder, say } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';
import { startVirtualDisplay } from './test/virtual-display.mjs';

/**
 * @param {string[]} names parts of file names; everything when empty
 * @returns {Promise<number>} exit code
 */
async function bench(names) {
  const folder = join(projectFolder, 'tests', 'bench');
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).sort() : [];
  const chosen = all.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
  if (chosen.length === 0) {
    say(`There is no benchmark ${names.join(' ')} in tests/bench.`);
    return 2;
  }
  if (!(await prepare('test')) || !(await bundle())) return 1;
  const display = await startVirtualDisplay();
  /** @type {string[]} */
  const lines = [];
  let failed = 0;
  try {
    for (const file of chosen) {
      say(`== ${file}`);
      const code = await runInForeground(nodeExecutable(), [join(folder, file)], {
        environment: { ...environmentWithNode(), ...display.environment },
        folder: projectFolder,
        onStdout: (chunk) => {
          lines.push(chunk);
          process.stdout.write(chunk);
        },
      });
      if (code !== 0) {
        say(`${file} ended with code ${code}`);
        failed += 1;
      }
    }
  } finally {
    await display.stop();
  }
  mkdirSync(join(projectFolder, 'artefacts'), { recursive: true });
  writeFileSync(join(projectFolder, 'artefacts', 'bench.jsonl'), lines.join(''));
  return failed === 0 ? 0 : 1;
}

process.exitCode = await bench(process.argv.slice(2));
