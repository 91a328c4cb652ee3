import type { Client } from '#contract/client/client.ts';
import type { Recorder } from '#domain/recall/replay.ts';
import type { SoundSource } from '#domain/recordings/recording.ts';
import { randomId } from '../../state/random-id.ts';
import { createHandOver } from './hand-over.ts';
import type { PieceKeeper } from './piece-keeper.ts';
import { recordedType, recordSound } from './sound-recorder.ts';

const noRoom = 'The station does not take recordings any more and there is no room left for them here.';

/** What is recorded at this phone, and its way to core. Nothing waits for it. */
export type RecordingDesk = {
  /** Records what comes out of a node, a channel for each name, from `startedAtMs` on; returns its stop. */
  record(what: { readonly source: SoundSource; readonly callId: string | null; readonly startedAtMs: number; readonly channels: readonly string[] }, node: AudioNode): () => void;
  state(): Recorder;
};

export function createRecordingDesk(options: { client: Client; keeper: PieceKeeper; changed: () => void }): RecordingDesk {
  const { keeper } = options;
  const going = new Set<string>();
  let reason: string | null = null;
  const trouble = (next: string | null): void => {
    if (next === reason) return;
    reason = next;
    options.changed();
  };
  const handOver = createHandOver({ client: options.client, keeper, going: () => [...going], trouble });
  handOver.wake();
  return {
    record({ source, callId, startedAtMs, channels }, node) {
      const id = randomId();
      try {
        const destination = new MediaStreamAudioDestinationNode(node.context as AudioContext, { channelCount: channels.length });
        const recording = recordSound(destination.stream, { id, source, callId, startedAtMs, mimeType: recordedType, channels }, (piece) => {
          const isKept = keeper.keep(piece);
          if (!isKept) trouble(noRoom);
          handOver.wake();
          return isKept;
        });
        node.connect(destination);
        going.add(id);
        return () => {
          going.delete(id);
          recording.stop();
          node.disconnect(destination);
        };
      } catch (error) {
        trouble(`This computer cannot record: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300));
        return () => undefined;
      }
    },
    state: () => ({ state: reason !== null ? 'unable' : going.size > 0 ? 'recording' : 'idle', reason, waitingBytes: keeper.waitingBytes() }),
  };
}
