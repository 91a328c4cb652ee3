import type { SoundSource } from '#domain/recordings/recording.ts';
import type { RecallDesk } from '../recall/recall-desk.ts';
import { createOverGate } from './over-gate.ts';
import type { RecordingDesk } from './recording-desk.ts';

/** An over is known by its first loud moment, which must be in it. */
const headStartS = 0.5;

/** Keeps what is said on a talkgroup's voice line: to be heard again, and, where `recordings` is given, each over as a recording. Returns its stop. */
export function listenToTalkgroup(options: { talkgroup: number; node: AudioNode; recall: Pick<RecallDesk, 'listen'>; recordings: RecordingDesk | null; now: () => number }): () => void {
  const { node, recordings, now } = options;
  const source: SoundSource = { kind: 'radio', id: String(options.talkgroup), label: `TG ${options.talkgroup}` };
  const gate = createOverGate();
  const delayed = node.context.createDelay(headStartS);
  delayed.delayTime.value = headStartS;
  if (recordings) node.connect(delayed);
  let end = (): void => undefined;
  const unlisten = options.recall.listen(source, node, (peak) => {
    const asked = recordings && gate.heard(peak, now());
    if (asked === 'begin') end = recordings?.record({ source, callId: null, startedAtMs: now() - headStartS * 1_000, channels: ['radio'] }, delayed) ?? end;
    if (asked !== 'end') return;
    end();
    end = () => undefined;
  });
  return () => {
    end();
    unlisten();
    if (recordings) node.disconnect(delayed);
  };
}
