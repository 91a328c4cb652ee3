import type { Client } from '#contract/client/client.ts';
import type { HeldPiece, PieceKeeper } from './piece-keeper.ts';

const againMs = 500;
/** Core is back within three seconds; then the question that waits is put at once. */
const answerWithinMs = 5_000;

/** What the station will never take: it is let go, and said. */
const hopeless: readonly string[] = ['not-a-phone', 'invalid-input', 'no-recording'];

/**
 * Hands recordings to core, piece by piece and in order, again until each is on disk there. A host that begins tells what those
 * before it left, and then that everything else they recorded has ended.
 */
export function createHandOver(options: { client: Pick<Client, 'ask'>; keeper: PieceKeeper; going: () => readonly string[]; trouble: (reason: string | null) => void }): { wake(): void } {
  const { client, keeper } = options;
  let isAsking = false;
  let isSettled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const forget = (id: string): void => keeper.pending().filter((piece) => piece.id === id).forEach(keeper.drop);

  /** True when the next one may be told. */
  const tell = async (piece: HeldPiece): Promise<boolean> => {
    const { id, n, head, endMs, data, end } = piece;
    if (data === null) {
      const ended = await client.ask('recording.end', { recordingId: id, by: end ?? 'fault' }, { timeoutMs: answerWithinMs });
      if (!ended.ok && !hopeless.includes(ended.code)) return stopped(ended.code, ended.sentence);
      keeper.drop(piece);
      return true;
    }
    const kept = await client.ask('recording.keep', { head, n, endMs, data: base64(data) }, { timeoutMs: answerWithinMs });
    if (kept.ok && kept.value.next > n) {
      keeper.drop(piece);
      options.trouble(null);
      return true;
    }
    if (kept.ok) {
      // Core lacks what was told before and is kept here no more.
      await client.ask('recording.end', { recordingId: id, by: 'fault' }, { timeoutMs: answerWithinMs });
      forget(id);
      options.trouble('A recording has lost its middle and was ended.');
      return true;
    }
    if (kept.code !== 'recording-off' && !hopeless.includes(kept.code)) return stopped(kept.code, kept.sentence);
    forget(id);
    if (kept.code !== 'recording-off') options.trouble(kept.sentence);
    return true;
  };
  const stopped = (code: string, sentence: string): boolean => {
    if (code !== 'no-station' && code !== 'no-answer') options.trouble(sentence.slice(0, 300));
    return false;
  };

  const run = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    let isTold = true;
    for (let piece = keeper.pending()[0]; piece && isTold; piece = keeper.pending()[0]) isTold = await tell(piece);
    if (isTold && !isSettled) isSettled = (await client.ask('recording.settle', { going: [...options.going()] }, { timeoutMs: answerWithinMs })).ok;
    isAsking = false;
    if (!isTold || !isSettled) timer ??= setTimeout(wake, againMs);
    else if (keeper.pending().length > 0) void run();
  };
  const wake = (): void => {
    clearTimeout(timer);
    timer = undefined;
    void run();
  };
  return { wake };
}

function base64(data: Uint8Array): string {
  const parts: string[] = [];
  // As many arguments at once as every engine takes.
  for (let at = 0; at < data.length; at += 8_192) parts.push(String.fromCharCode(...data.subarray(at, at + 8_192)));
  return btoa(parts.join(''));
}
