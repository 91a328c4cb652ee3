import { printFigure } from '../print-figure.ts';
import { installPeers } from './install-peers.ts';
import { runPeer } from './run-peer.ts';

/** One direction of ours: milliseconds without the start of the process, and bytes on the line. */
type Own = { readonly ms: number; readonly wireBytes: number };

/** The whole shift; more would show nothing else and take long. */
const mostChanges = 100_000;

const pouchdb = { peer: 'pouchdb', durability: 'LevelDB with sync at both ends', goal: 'ours 8 times as fast, a sixth of the bytes' } as const;
const rxdb = { peer: 'rxdb', durability: 'none: in memory at both ends', goal: 'ours 1.3 times as fast' } as const;

/** Each as it ships, with batches of 100 documents, and with batches as large as make it quickest. */
const peers = [
  { ...pouchdb, name: 'PouchDB', batch: 1_000 },
  { ...pouchdb, name: 'PouchDB as it ships', batch: 100 },
  { ...rxdb, name: 'RxDB', batch: 1_000 },
  { ...rxdb, name: 'RxDB as it ships', batch: 100 },
] as const;

/** The same shift with each peer, over the same kind of line, and how ours compares by change. What cannot be run says why. */
export async function comparePeers(ours: { readonly changes: number; readonly first: Own; readonly second: Own }): Promise<void> {
  if (process.env['SIAGA_BENCH_PEERS'] === 'no') return;
  const changes = Math.min(ours.changes, mostChanges);
  const installed = installPeers('pinned');
  for (const { peer, name, batch, durability, goal } of peers) {
    const result = installed.ok ? await runPeer(peer, { installed: installed.value, changes, batch }).catch((error: unknown) => String(error)) : installed.sentence;
    if (typeof result === 'string') {
      printFigure(`${name}: not run`, 0, 's', { reason: result });
      continue;
    }
    for (const [passage, what] of [['first', 'a shift alone reaches central'], ['second', 'a fresh second station is complete']] as const) {
      const { ms, wireBytes, peakMemoryBytes } = result[passage];
      const own = ours[passage];
      printFigure(`${name}: ${what}`, ms / 1_000, 's', {
        changes,
        batch,
        durability,
        wireBytes,
        bytesPerChange: Math.round(wireBytes / changes),
        changesPerSecond: Math.round(changes / (ms / 1_000)),
        peakMemoryBytes,
        oursIsTimesAsFast: ratio(ms / changes, own.ms / ours.changes),
        oursSendsTimesFewerBytes: ratio(wireBytes / changes, own.wireBytes / ours.changes),
        goal,
      });
    }
  }
}

const ratio = (theirs: number, own: number): number => Math.round((theirs / own) * 100) / 100;
