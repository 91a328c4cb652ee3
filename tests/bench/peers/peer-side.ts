import { createRequire } from 'node:module';
import { once } from 'node:events';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Act } from '#domain/journal/act.ts';
import { shiftActs } from '../shift-acts.ts';

/** What one process of a peer is told: `central FOLDER`, or `first` and `second` with `FOLDER URL CHANGES BATCH`. */
export const told = {
  peers: process.argv[2] ?? '',
  role: process.argv[3] as 'central' | 'first' | 'second',
  folder: process.argv[4] ?? '',
  url: process.argv[5] ?? '',
  changes: Number(process.argv[6] ?? 0),
  batch: Number(process.argv[7] ?? 0),
};

/** A module of the peers' own folder, of which the caller says what it uses. */
export const peerModule = <Module>(name: string): Module => createRequire(join(told.peers, 'package.json'))(name) as Module;

/** One document for each change, in their order. */
export type ChangeDocument = { readonly id: string; readonly atMs: number; readonly actor: string; readonly act: Act };

export function changeDocuments(from: number, count: number, next: () => Act): ChangeDocument[] {
  return Array.from({ length: count }, (_, index) => ({ id: `S1-${String(from + index).padStart(8, '0')}`, atMs: 1_760_000_000_000 + (from + index) * 250, actor: 'Sari', act: next() }));
}

export const shift = (): (() => Act) => shiftActs('S1', 112);

export const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

/** Says that it is ready, waits for the word, and tells how long `work` took and how many documents are here afterwards. */
export async function whenTold(work: () => Promise<number>): Promise<void> {
  say({ ready: true });
  await once(process.stdin, 'data');
  const startedAt = performance.now();
  const documents = await work();
  say({ ms: performance.now() - startedAt, documents, peakMemoryBytes: peakBytes() });
  process.exit();
}

const peakBytes = (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1_024;
