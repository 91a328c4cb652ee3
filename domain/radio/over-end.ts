import { closedWithoutEnd, newOver, withOvers, type HeardOver, type OpenOvers, type OversChange } from './open-overs.ts';
import type { RadioSignal } from './radio-signal.ts';
import type { Transmission, TransmissionEnd } from './transmission.ts';

/** How far start plus duration may be from the end, and an untimed end from its repetition. */
const toleranceMs = 1_500;
/** A server that waits for more speech before it gives an over up waits for longer than this. */
const silenceMs = 2_500;
/** A server gives up within this time. */
const toldWithinMs = 60_000;
/** Ends that were only concluded: the source's own word replaces them. */
const concluded: ReadonlySet<TransmissionEnd | null> = new Set<TransmissionEnd | null>(['superseded', 'stale', 'source-down', 'lost']);

/**
 * An end names neither talker nor direction (MMDVM-Host): one with a loss figure is of the network over, one with BER or
 * RSSI but no loss of the RF over, one with neither of the oldest open over. Where none of that kind is open the
 * length decides. An end that belongs to nothing open shows that an over was missed: it is kept as one by an unknown talker.
 */
export function endOver(overs: OpenOvers, signal: RadioSignal): OversChange {
  const ofKey = (each: HeardOver): boolean => each.over.sourceId === signal.sourceId && each.key === signal.key;
  const close = ({ key, over }: HeardOver): OversChange => withOvers(overs, [{ key, over: ended(over, signal) }]);
  const direction = directionOfEnd(signal);
  const open = chooseOpen(overs.open.filter(ofKey), signal, direction);
  const closed = overs.closed.filter(ofKey).reverse();
  // Without a time of its own an end heard again looks like that of the next over, so what is open and fits comes first.
  if (open && !signal.timed && open.over.direction === direction && fits(open.over, signal)) return close(open);
  if (closed.some(({ over }) => isSameEnd(over, signal))) return { open: overs, changed: [] };
  if (open && fits(open.over, signal)) return close(open);
  const late = closed.find(({ over }) => isLateEndOf(over, signal, direction, open?.over));
  const given = late ?? open;
  if (given) return close(given);

  if (signal.durationMs === null) return { open: overs, changed: [] };
  const missed = newOver({ ...signal, direction }, signal.startedAtMs ?? signal.atMs - signal.durationMs);
  return close({ key: signal.key, over: missed });
}

function chooseOpen(candidates: readonly HeardOver[], signal: RadioSignal, direction: 'rf' | 'network' | null): HeardOver | undefined {
  if (direction === null) return candidates.find(({ over }) => over.kind === 'data' && signal.durationMs === null) ?? candidates[0];
  const sameDirection = candidates.find(({ over }) => over.direction === direction || over.direction === null);
  return sameDirection ?? candidates.find(({ over }) => fits(over, signal));
}

function directionOfEnd(signal: RadioSignal): 'rf' | 'network' | null {
  if (signal.direction !== null) return signal.direction;
  if (signal.lossPercent !== null) return 'network';
  return signal.berPercent !== null || signal.rssiDbm !== null ? 'rf' : null;
}

function fits(over: Transmission, signal: RadioSignal): boolean {
  return signal.durationMs !== null && over.startedAtMs <= signal.atMs && Math.abs(over.startedAtMs + signal.durationMs - signal.atMs) <= toleranceMs;
}

/** The same end heard again. */
function isSameEnd(over: Transmission, signal: RadioSignal): boolean {
  if (over.end === null || over.endedAtMs === null) return false;
  // An end that was concluded from silence stands where the speech ended.
  if (signal.durationIsSpeech && over.end === 'lost') return over.durationMs === signal.durationMs && over.endedAtMs === over.startedAtMs + (over.durationMs ?? 0) && signal.atMs - over.endedAtMs < toldWithinMs;
  const isClose = Math.abs(over.endedAtMs - signal.atMs) <= (signal.timed ? 0 : toleranceMs);
  return isClose && (signal.durationMs === null || over.durationMs === signal.durationMs);
}

/** The end of an over that was already given up: by its length or, without one, because what is open now began later. */
function isLateEndOf(over: Transmission, signal: RadioSignal, direction: 'rf' | 'network' | null, open: Transmission | undefined): boolean {
  if (!concluded.has(over.end) || over.durationMs !== null || over.startedAtMs > signal.atMs) return false;
  if (direction !== null && over.direction !== null && over.direction !== direction) return false;
  if (signal.startedAtMs !== null) return over.startedAtMs === signal.startedAtMs;
  return fits(over, signal) || isToldAfterSilence(over, signal) || (open !== undefined && signal.timed && open.startedAtMs > signal.atMs);
}

/** A server that counts speech alone tells the end of an over that lost it only after it has waited for more. */
function isToldAfterSilence(over: Transmission, { durationIsSpeech, durationMs, atMs }: RadioSignal): boolean {
  if (!durationIsSpeech || durationMs === null) return false;
  const waitedMs = atMs - (over.startedAtMs + durationMs);
  return waitedMs >= 0 && waitedMs < toldWithinMs;
}

function ended(over: Transmission, signal: RadioSignal): Transmission {
  const fellSilentAtMs = over.startedAtMs + (signal.durationMs ?? 0);
  const isConcluded = signal.durationIsSpeech && signal.durationMs !== null && signal.atMs - fellSilentAtMs > silenceMs;
  const end = signal.phase === 'lost' || isConcluded ? 'lost' : over.detail === 'timeout' ? 'timeout' : 'terminator';
  const closed = closedWithoutEnd(over, end, isConcluded ? fellSilentAtMs : signal.atMs);
  return {
    ...closed,
    signalGone: false,
    lastHeardAtMs: Math.max(over.lastHeardAtMs, signal.receivedAtMs),
    durationMs: Math.max(0, signal.durationMs ?? signal.atMs - over.startedAtMs),
    radioId: over.radioId ?? signal.radioId,
    talkgroup: over.talkgroup ?? signal.talkgroup,
    alias: over.alias ?? signal.alias,
    emergency: over.emergency || signal.emergency,
    rssiDbm: signal.rssiDbm ?? over.rssiDbm,
    berPercent: signal.berPercent ?? over.berPercent,
    lossPercent: signal.lossPercent ?? over.lossPercent,
  };
}
