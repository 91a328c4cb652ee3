import type { RecordingHead } from '#domain/recordings/recording.ts';
import type { HeldPiece } from './piece-keeper.ts';

export const recordedType = 'audio/webm;codecs=opus';
/** A kill loses the piece that is being made and the one on its way: less than a second together. */
const pieceMs = 400;
const bitsPerSecondOfChannel = 24_000;

/** Records a stream in pieces, each of which makes the file longer by itself. Throws where this browser cannot. */
export function recordSound(stream: MediaStream, head: RecordingHead, take: (piece: HeldPiece) => boolean): { stop(): void } {
  const recorder = new MediaRecorder(stream, { mimeType: recordedType, audioBitsPerSecond: bitsPerSecondOfChannel * head.channels.length });
  const beganMs = performance.now();
  let count = 0;
  let turn = Promise.resolve();
  let isFull = false;
  const hand = (data: HeldPiece['data'], endMs: number, end: HeldPiece['end']): boolean => {
    const isTaken = take({ id: head.id, n: count, head, endMs, data, end });
    count += 1;
    return isTaken;
  };
  recorder.addEventListener('dataavailable', ({ data }) => {
    const endMs = Math.round(performance.now() - beganMs);
    turn = turn.then(async () => {
      if (data.size === 0 || isFull) return;
      const bytes = new Uint8Array(await data.arrayBuffer());
      if (hand(bytes, endMs, null)) return;
      // The sound in the middle must not be missing: it ends here.
      isFull = true;
      count -= 1;
      recorder.stop();
    });
  });
  recorder.addEventListener('stop', () => {
    turn = turn.then(() => void hand(null, 0, isFull ? 'fault' : 'finished'));
  });
  recorder.start(pieceMs);
  return {
    stop() {
      if (recorder.state !== 'inactive') recorder.stop();
    },
  };
}
