import type { Client } from '#contract/client/client.ts';
import type { RecallOrder } from '#contract/records/phone-orders.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Recall, Replay } from '#domain/recall/replay.ts';
import type { Recording, SoundSource } from '#domain/recordings/recording.ts';
import { broughtByRecorder } from '#domain/recordings/uploaded-call.ts';
import { attachWorklet } from '../attach-worklet.ts';
import { createRecallRing, type Passage, type RecallRing, type SoundBlock } from './recall-ring.ts';
import type { TapOptions } from './recall-tap.ts';
import tapAddress from './recall-tap.ts?worker&url';
import { createReplayPlayer } from './replay-player.ts';
import { wavFile } from './wav-file.ts';

const keepMs = 10 * 60_000;
/** A voice needs no more; of a line of two channels ten minutes are 19 MB, of a talkgroup that is never silent 10 MB. */
const sampleRate = 16_000;
/** Of all sources together; beyond it the oldest goes first. */
const mostBytes = 128_000_000;
const tapChannels = { phone: 2, radio: 1 } as const;

/** F6 does not wait longer for what recorders brought where something is in memory: that needs nobody. */
const askBesideMs = 100;
/** Nobody is left without an answer for longer. */
const askAloneMs = 3_000;
const askedRecordings = 50;

type Done = Outcome<Record<string, never>>;
/** What can be heard again: out of the memory here, or what a recorder brought to the station. */
type Said = { readonly spokeAtMs: number } & ({ readonly passage: Passage } | { readonly recording: Recording });

/** The recall of a seat: what was said in the last ten minutes on every source, and what is heard again of it. */
export type RecallDesk = {
  /** Keeps what comes out of a node as the newest sound of this source, of a call both channels; returns its stop. `heard` is told how loud each moment was, 0 to 1. */
  listen(source: SoundSource, node: AudioNode, heard?: (peak: number) => void): () => void;
  obey(order: RecallOrder): Promise<Done>;
  state(): Recall;
  useOutput(deviceId: string): void;
};

export function createRecallDesk(options: { client: Pick<Client, 'ask'>; now: () => number; changed: () => void }): RecallDesk {
  const { client, now } = options;
  const rings = new Map<string, RecallRing>();
  const player = createReplayPlayer({ element: new Audio(), now, changed: options.changed });
  /** What is gone back through, while it is. */
  let passages: readonly Said[] = [];
  let at = 0;

  const isOld = (ring: RecallRing): boolean => now() - (ring.spokeAtMs() ?? -Infinity) > keepMs;
  const push = (ring: RecallRing, block: SoundBlock): void => {
    ring.push(block, now());
    let bytes = [...rings.values()].reduce((sum, each) => sum + each.bytes(), 0);
    while (bytes > mostBytes) {
      const [oldest] = [...rings.values()].toSorted((one, other) => one.oldestMs() - other.oldestMs());
      oldest?.dropOldest();
      bytes = [...rings.values()].reduce((sum, each) => sum + each.bytes(), 0);
    }
  };
  const isGoingBack = (): boolean => player.state().replay?.of === 'recall';
  const brought = async (timeoutMs: number): Promise<Outcome<readonly Said[]>> => {
    const listed = await client.ask('recording.list', { limit: askedRecordings }, { timeoutMs });
    if (!listed.ok) return listed;
    return success(
      listed.value.flatMap((recording): readonly Said[] => {
        const spokeAtMs = recording.startedAtMs + recording.durationMs;
        return recording.phone === broughtByRecorder && recording.state === 'finished' && now() - spokeAtMs < keepMs ? [{ spokeAtMs, recording }] : [];
      }),
    );
  };
  const newest = async (): Promise<Outcome<readonly Said[]>> => {
    const here = [...rings.values()].filter((ring) => !isOld(ring)).flatMap((ring) => ring.passages());
    const there = await brought(here.length > 0 ? askBesideMs : askAloneMs);
    // That nobody has spoken is said by a station that was heard, never by one that is late.
    if (!there.ok && here.length === 0) return there;
    const all = [...here.map((passage): Said => ({ spokeAtMs: passage.spokeAtMs, passage })), ...(there.ok ? there.value : [])];
    return success(all.toSorted((one, other) => other.spokeAtMs - one.spokeAtMs));
  };
  const replay = async (): Promise<Done> => {
    if (isGoingBack()) at += 1;
    else {
      const found = await newest();
      if (!found.ok) return found;
      [passages, at] = [found.value, 0];
    }
    const said = passages[at];
    if (!said) {
      if (at === 0) return failure('nothing-to-replay', 'Nobody has spoken in the last ten minutes.');
      at -= 1;
      return failure('nothing-older', 'Nothing older is kept.');
    }
    const older = passages.length - 1 - at;
    if ('recording' in said) return playRecording({ recordingId: said.recording.id, fromMs: 0 }, 'recall', older);
    const { source, beganAtMs, blocks } = said.passage;
    const frames = blocks.reduce((sum, { channels }) => sum + (channels[0]?.length ?? 0), 0);
    return player.play(wavFile(blocks, sampleRate), { of: 'recall', source, beganAtMs, durationS: frames / sampleRate, older });
  };
  const playRecording = async ({ recordingId, fromMs, incidentId }: { recordingId: string; fromMs: number; incidentId?: string | undefined }, of: Replay['of'], older: number): Promise<Done> => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0; ; ) {
      const read = await client.ask('recording.read', { recordingId, offset, ...(incidentId === undefined ? {} : { incidentId }) });
      if (!read.ok) return read;
      const { recording, data } = read.value;
      const part = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      parts.push(part);
      offset += part.length;
      if (part.length > 0 && offset < recording.bytes) continue;
      const { source, startedAtMs: beganAtMs } = recording;
      return player.play(new Blob(parts, { type: recording.mimeType }), { of, source, beganAtMs, durationS: recording.durationMs / 1_000, older }, fromMs / 1_000);
    }
  };
  return {
    listen(source, node, heard) {
      for (const [id, ring] of rings) if (isOld(ring)) rings.delete(id);
      const ring = rings.get(source.id) ?? createRecallRing(source, { keepMs, sampleRate });
      const channels = tapChannels[source.kind];
      const processorOptions: TapOptions = { channels, sampleRate };
      return attachWorklet<SoundBlock>(node, { address: tapAddress, name: 'recall-tap' }, { channelCount: channels, channelInterpretation: 'discrete', processorOptions }, (block) => {
        rings.set(source.id, ring);
        push(ring, block);
        heard?.(block.peak / 32_767);
      });
    },
    async obey(order) {
      switch (order.name) {
        case 'recall.replay':
          return replay();
        case 'recall.play-recording':
          return playRecording(order.input, 'recording', 0);
        case 'recall.stop':
          player.stop();
          return success({});
        case 'recall.speed':
          player.setSpeed(order.input.speed);
          return success({});
      }
    },
    state: player.state,
    useOutput: player.useOutput,
  };
}
