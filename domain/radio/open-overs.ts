import type { RadioSignal } from './radio-signal.ts';
import type { Transmission, TransmissionEnd } from './transmission.ts';

/** An over with the key under which its source will speak of it again. */
export type HeardOver = { readonly key: string; readonly over: Transmission };

/**
 * What is open, and what closed lately: a late or repeated message belongs to one of those. Both lists are ordered by
 * when they were added and bounded.
 */
export type OpenOvers = { readonly open: readonly HeardOver[]; readonly closed: readonly HeardOver[] };
export type OversChange = { readonly open: OpenOvers; readonly changed: Transmission[] };

const mostOpen = 500;
const mostClosed = 400;

export const noOvers: OpenOvers = { open: [], closed: [] };

/**
 * `SOURCE/KEY/DIRECTION/START/RADIO`: the same over heard twice gets the same id. A source that numbers its calls may learn
 * the radio later, so there the radio is no part of it.
 */
export function transmissionId(signal: RadioSignal, startedAtMs: number): string {
  const key = signal.key.replaceAll('%', '%25').replaceAll('/', '%2F');
  const what = signal.phase === 'signalling' || signal.phase === 'rejected' ? signal.phase : (signal.direction ?? 'any');
  const radio = signal.startedAtMs === null ? (signal.radioId ?? 'unknown') : 'call';
  return `${signal.sourceId}/${key}/${what}/${startedAtMs}/${radio}`;
}

/** Overs as they were stored, after a restart: what is open and what ended lately. */
export function restoreOpenOvers(overs: readonly Transmission[]): OpenOvers {
  const heard = overs
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
    .map((over) => ({ key: (over.id.split('/')[1] ?? '').replaceAll('%2F', '/').replaceAll('%25', '%'), over }));
  return {
    open: heard.filter(({ over }) => over.endedAtMs === null).slice(-mostOpen),
    closed: heard.filter(({ over }) => over.endedAtMs !== null).slice(-mostClosed),
  };
}

/** A transmission that begins with this signal. */
export function newOver(signal: RadioSignal, startedAtMs: number): Transmission {
  const kind = signal.phase === 'rejected' ? 'rejected' : signal.data ? 'data' : signal.phase === 'signalling' ? 'signalling' : 'voice';
  return {
    id: transmissionId(signal, startedAtMs),
    sourceId: signal.sourceId,
    mode: signal.mode,
    kind,
    slot: signal.slot,
    direction: signal.direction,
    radioId: signal.radioId,
    alias: signal.alias,
    talkgroup: signal.talkgroup,
    privateCallTo: signal.privateCallTo,
    unitId: null,
    startedAtMs,
    lastHeardAtMs: signal.receivedAtMs,
    signalGone: false,
    endedAtMs: null,
    durationMs: null,
    end: null,
    lateEntry: signal.phase !== 'start' && signal.phase !== 'speaking',
    emergency: signal.emergency,
    rssiDbm: signal.rssiDbm,
    berPercent: signal.berPercent,
    lossPercent: signal.lossPercent,
    detail: signal.detail,
    receivers: [],
    mergedInto: null,
  };
}

/** Closes an over without a word about its length: the end itself was not heard. */
export function closedWithoutEnd(over: Transmission, end: TransmissionEnd, atMs: number): Transmission {
  return { ...over, endedAtMs: Math.max(over.startedAtMs, atMs), end };
}

/**
 * Puts overs in the place of those with the same id, or at the end. What is over moves to the closed ones; where there are too many
 * the oldest give way, an open one as `stale`.
 */
export function withOvers(overs: OpenOvers, heard: readonly HeardOver[]): OversChange {
  const ids = new Set(heard.map(({ over }) => over.id));
  const isOther = ({ over }: HeardOver): boolean => !ids.has(over.id);
  const open = replaced(overs.open, heard.filter(({ over }) => over.endedAtMs === null), ids);
  const tooMany = open.splice(0, Math.max(0, open.length - mostOpen));
  const dropped = tooMany.map(({ key, over }) => ({ key, over: closedWithoutEnd(over, 'stale', over.lastHeardAtMs) }));
  const ended = [...dropped, ...heard.filter(({ over }) => over.endedAtMs !== null)];
  const isTouched = ended.length > 0 || !overs.closed.every(isOther);
  const closed = isTouched ? [...overs.closed.filter(isOther), ...ended].slice(-mostClosed) : overs.closed;
  return { open: { open, closed }, changed: [...heard, ...dropped].map(({ over }) => over) };
}

/** Keeps the order of those that stay open: the oldest of a slot is the first to end. */
function replaced(present: readonly HeardOver[], heard: readonly HeardOver[], ids: ReadonlySet<string>): HeardOver[] {
  const fresh = new Map(heard.map((each) => [each.over.id, each]));
  const kept = present.flatMap((each) => {
    if (!ids.has(each.over.id)) return [each];
    const instead = fresh.get(each.over.id);
    fresh.delete(each.over.id);
    return instead ? [instead] : [];
  });
  return [...kept, ...fresh.values()];
}
