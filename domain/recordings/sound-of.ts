import type { Transmission } from '../radio/transmission.ts';
import type { Recording } from './recording.ts';

/** Where in which recording something is heard. */
export type SoundPlace = { readonly recordingId: string; readonly fromMs: number };

/** Recorders tell whole seconds, and begin when they have tuned in. */
export const recorderLagMs = 2_000;
/** Nothing recorded of one source is longer: a call or an over is cut by then. */
export const longestRecordingMs = 10 * 60_000;
/** So much of what comes before is heard too: the first word is not cut. */
const headStartMs = 300;

type Over = Pick<Transmission, 'talkgroup' | 'startedAtMs' | 'endedAtMs' | 'durationMs' | 'lastHeardAtMs'>;
type Sound = Pick<Recording, 'id' | 'source' | 'startedAtMs' | 'durationMs' | 'state'>;

/** When an over was over, as far as is known. */
export function overEndMs({ startedAtMs, durationMs, endedAtMs, lastHeardAtMs }: Over): number {
  return durationMs === null ? (endedAtMs ?? lastHeardAtMs) : startedAtMs + durationMs;
}

/**
 * The recording that a transmission is heard in: of its talkgroup, and with the most of its time; of two alike the one that begins nearest. Null where nobody recorded it. What
 * goes on still cannot be played and is left out.
 */
export function soundOf(over: Over, recordings: readonly Sound[]): SoundPlace | null {
  if (over.talkgroup === null) return null;
  const endMs = overEndMs(over);
  const heard = recordings.flatMap((recording) => {
    const { source, startedAtMs, durationMs, state } = recording;
    if (source.kind !== 'radio' || source.id !== String(over.talkgroup) || state === 'open') return [];
    // A sound that does not say how long it is lasts for as long as the over does.
    const soundEndMs = durationMs > 0 ? startedAtMs + durationMs : Math.max(startedAtMs, endMs);
    const sharedMs = Math.min(soundEndMs, endMs + recorderLagMs) - Math.max(startedAtMs, over.startedAtMs - recorderLagMs);
    const neededMs = Math.min(durationMs > 0 ? durationMs : Infinity, endMs - over.startedAtMs, recorderLagMs) / 2;
    return sharedMs > neededMs ? [{ recording, sharedMs, apartMs: Math.abs(startedAtMs - over.startedAtMs) }] : [];
  });
  const [best] = heard.toSorted((one, other) => other.sharedMs - one.sharedMs || one.apartMs - other.apartMs || (one.recording.id < other.recording.id ? -1 : 1));
  if (!best) return null;
  const fromMs = over.startedAtMs - best.recording.startedAtMs - headStartMs;
  return { recordingId: best.recording.id, fromMs: fromMs > recorderLagMs ? fromMs : 0 };
}
