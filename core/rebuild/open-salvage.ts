import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import { createSalvage, type Salvage, type SalvagePiece } from './salvage-pieces.ts';

export type OpenSalvage = Salvage & { close(): void };

const piecesAhead = 8;

/**
 * Reads a damaged file in a thread of its own; where none can be started, here, piece by piece. `next` throws what the thread failed
 * with after it had begun.
 */
export function openSalvage(file: string, log: Log, threadFile = besideThisFile('salvage-thread')): OpenSalvage {
  const pieces: SalvagePiece[] = [];
  let here: Salvage | undefined;
  let hasBegun = false;
  let failure: Error | undefined;
  const failed = (error: Error): void => {
    if (hasBegun) {
      failure = error;
      return;
    }
    log.warn('no thread reads the damaged file; core does it itself', { reason: error.message });
    here = createSalvage(file);
  };
  const thread = new Worker(threadFile, { workerData: { file, piecesAhead } });
  thread.on('message', (piece: SalvagePiece) => {
    hasBegun = true;
    pieces.push(piece);
  });
  thread.on('error', failed);
  return {
    next() {
      if (failure) throw failure;
      return here ? here.next() : pieces.shift();
    },
    placed(positions) {
      if (here) here.placed(positions);
      else thread.postMessage(positions);
    },
    close: () => void thread.terminate(),
  };
}

/** Bundled, a thread's file lies beside the chunks of the bundle; from source, beside this one. */
function besideThisFile(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.mjs'}`, import.meta.url);
}
