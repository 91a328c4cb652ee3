import { overEndMs, recorderLagMs } from '../recordings/sound-of.ts';
import type { UploadedCall } from '../recordings/uploaded-call.ts';
import { radioSignal, type RadioSignal } from './radio-signal.ts';
import type { Transmission } from './transmission.ts';

/** Where nobody says how long a sound is, it counts as so long. */
const unknownMs = 1_000;

/**
 * The overs of a recorder's call that nobody else heard, as signals of the recorder itself; none where each is known already: one transmission is one record,
 * and the call is its sound. `known`: what was heard on the talkgroup about that time. Who is heard later after all is put together with these by the
 * rules for several receivers.
 */
export function unheardOvers(call: UploadedCall, durationMs: number, known: readonly Transmission[], from: { readonly sourceId: string; readonly receivedAtMs: number }): readonly RadioSignal[] {
  const endMs = call.startedAtMs + (durationMs || unknownMs);
  const heard = known.filter(({ talkgroup, kind, mergedInto }) => talkgroup === call.talkgroup && kind === 'voice' && mergedInto === null);
  return call.speakers.flatMap(({ radioId, fromMs }, index) => {
    const startMs = call.startedAtMs + fromMs;
    const untilMs = Math.max(startMs, Math.min(endMs, call.startedAtMs + (call.speakers[index + 1]?.fromMs ?? Infinity)));
    if (startMs > endMs || heard.some((over) => over.startedAtMs < untilMs + recorderLagMs && overEndMs(over) > startMs - recorderLagMs)) return [];
    const over = { ...from, mode: 'trunk', key: `${call.talkgroup}|${call.system}.${call.startedAtMs}.${index}`, talkgroup: call.talkgroup, radioId };
    return [radioSignal({ ...over, phase: 'start', atMs: startMs }), radioSignal({ ...over, phase: 'end', atMs: untilMs, durationMs: untilMs - startMs })];
  });
}
