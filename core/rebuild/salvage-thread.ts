import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createSalvage } from './salvage-pieces.ts';

type Given = { readonly file: string; readonly piecesAhead: number };

/** The thread that reads a damaged file: gives pieces, a few ahead of who writes them, and takes the places of their events. */
function serveSalvage(port: MessagePort, { file, piecesAhead }: Given): void {
  const salvage = createSalvage(file);
  let wanted = piecesAhead;
  const give = (): void => {
    while (wanted > 0) {
      const piece = salvage.next();
      if (!piece) return;
      wanted -= 1;
      port.postMessage(piece);
      if (piece.kind === 'end') return port.close();
    }
  };
  port.on('message', (positions: readonly (number | undefined)[]) => {
    salvage.placed(positions);
    wanted += 1;
    give();
  });
  give();
}

if (!parentPort) throw new Error('salvage-thread runs only as a thread of core.');
serveSalvage(parentPort, workerData as Given);
