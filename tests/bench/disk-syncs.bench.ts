// How often the disk is made to sync at a station and at central, counted under strace. Nothing is timed here: strace slows what it watches.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFigure } from './print-figure.ts';
import { writeShift } from './shift-journal.ts';
import { openShiftSite, until } from './shift-site.ts';

const changes = 2_000;
const acts = 50;
const site = await openShiftSite();

type Count = { syncs(): number; end(): Promise<void> };

/** Counts the syncs of a running process and all its threads from now on. */
async function countSyncs(name: string, pid: number | undefined): Promise<Count> {
  const trace = join(site.folder, `${name}.trace`);
  const strace = spawn('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-e', 'signal=none', '-o', trace, '-p', String(pid ?? 0)], { stdio: ['ignore', 'ignore', 'pipe'] });
  strace.on('error', () => {
    throw new Error('strace is not on this machine. Install it: apt-get install -y strace');
  });
  await once(strace.stderr, 'data');
  return {
    syncs: () => readFileSync(trace, 'latin1').match(/ f(?:data)?sync\(/g)?.length ?? 0,
    async end() {
      const gone = once(strace, 'exit');
      strace.kill('SIGINT');
      await gone;
    },
  };
}

try {
  // Nothing reaches central before both are watched.
  site.line.swallow(true);
  const first = await site.open('S1', (dataDir) => writeShift(dataDir, 'S1', changes, 112));
  const [station, central] = [await countSyncs('station', first.process.pid), await countSyncs('central', site.central.pid())];
  let [atStation, atCentral] = [0, 0];
  const print = (name: string, count: number): void => {
    const [station_, central_] = [station.syncs() - atStation, central.syncs() - atCentral];
    [atStation, atCentral] = [atStation + station_, atCentral + central_];
    printFigure(`syncs of the disk: ${name}`, station_ + central_, 'syncs', { count, station: station_, central: central_ });
  };
  site.line.swallow(false);
  site.line.cut();
  await until(first, ({ mode, toSend }) => mode !== 'alone' && toSend === 0);
  print('a shift alone reaches central', changes);
  const client = await first.client();
  for (let count = 0; count < acts; count += 1) {
    await client.ask('unit.set-status', { unitId: 'p01', status: count % 2 === 0 ? 'en-route' : 'on-scene' }, { requestId: `sync-${count}` });
    await until(first, ({ toSend }) => toSend === 0);
  }
  print('acts one after the other, each until central has it', acts);
  await Promise.all([station.end(), central.end()]);
  await first.stop();
} finally {
  await site.close();
}
process.exit();
