import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncStatus } from '#contract/records/sync-records.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { startCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { freePort } from '#tests/integration/mosquitto.ts';

/**
 * unshare -n node tests/faults/behind-a-black-hole.ts FOLDER SECONDS: central and a station in a network of their own, in which the packet filter
 * drops everything between them, both ways, for so long; nobody is told. Writes what was seen as one line of JSON.
 */
export type BlackHole = {
  /** From the first lost packet until the station says that central is gone. */
  readonly noticedMs: number;
  /** Acts acknowledged to the operator meanwhile, and how many of them the station counted as not sent. */
  readonly acts: number;
  readonly toSend: number;
  readonly slowestActMs: number;
  /** Connections begun per second of the cut. */
  readonly attemptsPerSecond: number;
  /** From the first packet that passes again until everything is sent. */
  readonly caughtUpMs: number;
};

const [folder = '', seconds = '15'] = process.argv.slice(2);
const port = await freePort();

function tool(name: string, ...values: readonly string[]): string {
  const run = spawnSync(name, values, { encoding: 'utf8' });
  if (run.error || run.status !== 0) throw new Error(`${name} ${values.join(' ')}: ${run.error?.message ?? run.stderr}. Install it: apt-get install -y iproute2 nftables`);
  return run.stdout;
}

tool('ip', 'link', 'set', 'lo', 'up');
tool('nft', 'add table inet line; add chain inet line out { type filter hook output priority 0; }');
const drop = (): void => {
  tool('nft', `add rule inet line out tcp dport ${port} tcp flags syn counter drop; add rule inet line out tcp dport ${port} drop; add rule inet line out tcp sport ${port} drop`);
};
const attempts = (): number => Number(/counter packets (\d+)/.exec(tool('nft', 'list', 'chain', 'inet', 'line', 'out'))?.[1] ?? 0);

const dataDir = join(folder, 'S1');
mkdirSync(dataDir);
const central = await startCentral({ dataDir: join(folder, 'central'), port });
const station = await startHeadlessStation({ dataDir, profile: stationProfile('S1', { central: central.settingsFor('S1', dataDir) }) });
try {
  const client = await station.client();
  let status: SyncStatus | undefined;
  client.follow('sync', {}, (update) => {
    if (update.mode === 'latest') status = update.changed[0] ?? status;
  });
  const until = async (holds: (now: SyncStatus) => boolean): Promise<number> => {
    const startedAt = performance.now();
    while (!status || !holds(status)) await new Promise((resolve) => setTimeout(resolve, 10));
    return performance.now() - startedAt;
  };
  await until(({ mode }) => mode === 'live');
  drop();
  const cutAt = performance.now();
  const noticed = until(({ mode }) => mode === 'alone').then(() => performance.now() - cutAt);
  let acts = 0;
  let slowestActMs = 0;
  for (; performance.now() - cutAt < Number(seconds) * 1_000; acts += 1) {
    const askedAt = performance.now();
    const answer = await client.ask('unit.set-status', { unitId: 'p01', status: acts % 2 === 0 ? 'en-route' : 'on-scene' }, { requestId: `act-${acts}` });
    if (!answer.ok) throw new Error(answer.sentence);
    slowestActMs = Math.max(slowestActMs, performance.now() - askedAt);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const noticedMs = await noticed;
  await until(({ toSend }) => toSend === acts);
  const seen = { noticedMs, acts, toSend: status?.toSend ?? 0, slowestActMs, attemptsPerSecond: attempts() / Number(seconds) };
  tool('nft', 'flush', 'chain', 'inet', 'line', 'out');
  const caughtUpMs = await until(({ mode, toSend }) => mode === 'live' && toSend === 0);
  process.stdout.write(`${JSON.stringify({ ...seen, caughtUpMs } satisfies BlackHole)}\n`);
  client.close();
} finally {
  await station.kill();
  await central.kill();
}
process.exit();
