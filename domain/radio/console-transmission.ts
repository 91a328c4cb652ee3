import type { FloorEnd, Talker } from './floor.ts';
import type { Transmission, TransmissionEnd } from './transmission.ts';

export const consoleSource = 'console';

const endings: Record<FloorEnd, TransmissionEnd> = { released: 'terminator', 'max-talk': 'timeout', 'not-kept': 'lost', overridden: 'superseded' };

/** What was spoken from a console, as a transmission like any other. */
export function consoleTransmission(talkgroup: number, talker: Talker, ended: { how: FloorEnd; atMs: number } | null): Transmission {
  return {
    id: `${consoleSource}:${talker.station}:${talker.press}`,
    sourceId: consoleSource,
    mode: 'console',
    kind: 'voice',
    slot: null,
    direction: null,
    radioId: null,
    alias: talker.operator,
    talkgroup,
    privateCallTo: null,
    unitId: null,
    startedAtMs: talker.sinceMs,
    lastHeardAtMs: ended?.atMs ?? talker.keptAtMs,
    signalGone: false,
    endedAtMs: ended?.atMs ?? null,
    durationMs: ended === null ? null : Math.max(0, ended.atMs - talker.sinceMs),
    end: ended === null ? null : endings[ended.how],
    lateEntry: false,
    emergency: false,
    rssiDbm: null,
    berPercent: null,
    lossPercent: null,
    detail: null,
    receivers: [],
    mergedInto: null,
  };
}
