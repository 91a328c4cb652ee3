import type { Client } from '#contract/client/client.ts';
import { isLive, type LineEvent } from '#domain/phone/phone-line.ts';
import type { Recorder } from '#domain/recall/replay.ts';
import type { SoundSource } from '#domain/recordings/recording.ts';
import { randomId } from '../../state/random-id.ts';
import type { HeldLine } from '../phone-lines.ts';
import type { RecallDesk } from '../recall/recall-desk.ts';
import { createHandOver } from './hand-over.ts';
import type { PieceKeeper } from './piece-keeper.ts';
import { recordedType, recordSound } from './sound-recorder.ts';

/** Caller left, desk right. */
const channels = ['caller', 'desk'] as const;
const noRoom = 'The station does not take recordings any more and there is no room left for them here.';

/** Records every line from its answer to its end, and keeps its newest sound to be heard again. A call never waits for it. */
export function createLineRecorder(options: { client: Client; keeper: PieceKeeper; recall: Pick<RecallDesk, 'listen'>; find: (line: string) => HeldLine | undefined; now: () => number; changed: () => void }): {
  happened(event: LineEvent): void;
  state(): Recorder;
} {
  const { keeper, now } = options;
  const going = new Map<string, { recordingId: string; stop(): void }>();
  let reason: string | null = null;
  const trouble = (next: string | null): void => {
    if (next === reason) return;
    reason = next;
    options.changed();
  };
  const handOver = createHandOver({ client: options.client, keeper, going: () => [...going.values()].map(({ recordingId }) => recordingId), trouble });
  handOver.wake();

  const begin = ({ line, sound }: HeldLine): void => {
    const { caller, desk } = sound.legs;
    const both = caller.context.createChannelMerger(channels.length);
    caller.connect(both, 0, 0);
    desk.connect(both, 0, 1);
    const source: SoundSource = { kind: 'phone', id: line.id, label: (line.name === null ? line.number : `${line.name} ${line.number}`).slice(0, 300) };
    const recordingId = randomId();
    const stops = [options.recall.listen(source, both)];
    going.set(line.id, {
      recordingId,
      stop() {
        for (const stop of stops) stop();
        caller.disconnect(both);
        desk.disconnect(both);
      },
    });
    try {
      const destination = new MediaStreamAudioDestinationNode(caller.context as AudioContext, { channelCount: channels.length });
      both.connect(destination);
      const head = { id: recordingId, source, callId: line.callId, startedAtMs: now(), mimeType: recordedType, channels: [...channels] };
      const recording = recordSound(destination.stream, head, (piece) => {
        const isKept = keeper.keep(piece);
        if (!isKept) trouble(noRoom);
        handOver.wake();
        return isKept;
      });
      stops.push(recording.stop);
    } catch (error) {
      trouble(`This computer cannot record: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300));
    }
  };
  return {
    happened({ line: id }) {
      const held = options.find(id);
      const isTalking = held !== undefined && isLive(held.line) && held.line.state === 'talking';
      if (isTalking && !going.has(id)) begin(held);
      if (isTalking) return;
      going.get(id)?.stop();
      going.delete(id);
    },
    state: () => ({ state: reason !== null ? 'unable' : going.size > 0 ? 'recording' : 'idle', reason, waitingBytes: keeper.waitingBytes() }),
  };
}
