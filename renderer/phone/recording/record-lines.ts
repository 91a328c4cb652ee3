import { isLive, type LineEvent } from '#domain/phone/phone-line.ts';
import type { SoundSource } from '#domain/recordings/recording.ts';
import type { HeldLine } from '../phone-lines.ts';
import type { RecallDesk } from '../recall/recall-desk.ts';
import type { RecordingDesk } from './recording-desk.ts';

/** Caller left, desk right. */
const channels = ['caller', 'desk'] as const;

/** Records every line from its answer to its end, and keeps its newest sound to be heard again. */
export function createLineRecorder(options: { recordings: RecordingDesk; recall: Pick<RecallDesk, 'listen'>; find: (line: string) => HeldLine | undefined; now: () => number }): { happened(event: LineEvent): void } {
  const going = new Map<string, () => void>();
  const begin = ({ line, sound }: HeldLine): void => {
    const { caller, desk } = sound.legs;
    const both = caller.context.createChannelMerger(channels.length);
    caller.connect(both, 0, 0);
    desk.connect(both, 0, 1);
    const source: SoundSource = { kind: 'phone', id: line.id, label: (line.name === null ? line.number : `${line.number} ${line.name}`).slice(0, 300) };
    const stops = [options.recall.listen(source, both), options.recordings.record({ source, callId: line.callId, startedAtMs: options.now(), channels }, both)];
    going.set(line.id, () => {
      for (const stop of stops) stop();
      caller.disconnect(both);
      desk.disconnect(both);
    });
  };
  return {
    happened({ line: id }) {
      const held = options.find(id);
      const isTalking = held !== undefined && isLive(held.line) && held.line.state === 'talking';
      if (isTalking && !going.has(id)) begin(held);
      if (isTalking) return;
      going.get(id)?.();
      going.delete(id);
    },
  };
}
