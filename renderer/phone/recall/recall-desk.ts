import type { Client } from '#contract/client/client.ts';
import type { RecallOrder } from '#contract/records/phone-orders.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recall } from '#domain/recall/replay.ts';
import type { SoundSource } from '#domain/recordings/recording.ts';
import { createRecallRing, spokeLast, type RecallRing, type SoundBlock } from './recall-ring.ts';
import tapAddress from './recall-tap.ts?worker&url';
import { createReplayPlayer } from './replay-player.ts';
import { wavFile } from './wav-file.ts';

const recalledS = 60;

/** The recall of a seat: what was said in the last minute on every source, and what is heard again of it. */
export type RecallDesk = {
  /** Keeps what comes out of a node of two channels as the newest sound of this source; returns its stop. */
  listen(source: SoundSource, node: AudioNode): () => void;
  obey(order: RecallOrder): Promise<Outcome<Record<string, never>>>;
  state(): Recall;
  useOutput(deviceId: string): void;
};

export function createRecallDesk(options: { client: Pick<Client, 'ask'>; now: () => number; changed: () => void }): RecallDesk {
  const { client, now } = options;
  const rings = new Map<string, RecallRing>();
  const listening = new Set<string>();
  const player = createReplayPlayer({ element: new Audio(), now, changed: options.changed });
  const ready = new WeakMap<BaseAudioContext, Promise<void>>();
  let sampleRate = 48_000;

  const load = (context: BaseAudioContext): Promise<void> => {
    const loading = ready.get(context) ?? context.audioWorklet.addModule(tapAddress);
    ready.set(context, loading);
    return loading;
  };
  const fetchRecording = async (recordingId: string): Promise<Outcome<Record<string, never>>> => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0; ; ) {
      const read = await client.ask('recording.read', { recordingId, offset });
      if (!read.ok) return read;
      const { recording, data } = read.value;
      const part = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      parts.push(part);
      offset += part.length;
      if (part.length > 0 && offset < recording.bytes) continue;
      return player.play(new Blob(parts, { type: recording.mimeType }), { of: 'recording', source: recording.source, durationS: recording.durationMs / 1_000 });
    }
  };
  return {
    listen(source, node) {
      const { context } = node;
      sampleRate = context.sampleRate;
      const ring = createRecallRing(source, { seconds: recalledS, sampleRate });
      // Of what is over only the last is kept.
      const over = spokeLast([...rings.values()].filter((each) => !listening.has(each.source.id)));
      for (const id of rings.keys()) if (!listening.has(id) && id !== over?.source.id) rings.delete(id);
      rings.set(source.id, ring);
      listening.add(source.id);
      let stop = (): void => undefined;
      void load(context)
        .then(() => {
          if (!listening.has(source.id)) return;
          const tap = new AudioWorkletNode(context, 'recall-tap', { channelCount: 2, channelCountMode: 'explicit', outputChannelCount: [2] });
          tap.port.onmessage = ({ data }: MessageEvent<SoundBlock>) => ring.push(data, now());
          node.connect(tap);
          // Chromium runs only what leads somewhere; the tap's own output is silence.
          tap.connect(context.destination);
          stop = () => {
            node.disconnect(tap);
            tap.disconnect();
            tap.port.close();
          };
        })
        .catch(() => undefined);
      return () => {
        listening.delete(source.id);
        stop();
      };
    },
    async obey(order) {
      switch (order.name) {
        case 'recall.replay': {
          const ring = spokeLast(rings.values());
          if (!ring) return failure('nothing-to-replay', 'Nobody has spoken yet.');
          return player.play(wavFile(ring.read(), sampleRate), { of: 'recall', source: ring.source, durationS: ring.seconds() });
        }
        case 'recall.play-recording':
          return fetchRecording(order.input.recordingId);
        case 'recall.stop':
          player.stop();
          return success({});
        case 'recall.speed':
          player.setSpeed(order.input.speed);
          return success({});
      }
    },
    state: () => ({ ...player.state(), hasSound: spokeLast(rings.values()) !== undefined }),
    useOutput: player.useOutput,
  };
}
