import { clearWay, endTalkedOver } from './give-way.ts';
import { endOver } from './over-end.ts';
import { closedWithoutEnd, newOver, transmissionId, withOvers, type HeardOver, type OpenOvers, type OversChange } from './open-overs.ts';
import type { RadioSignal } from './radio-signal.ts';
import type { Transmission, TransmissionEnd } from './transmission.ts';

export { noOvers, restoreOpenOvers, type OpenOvers, type OversChange } from './open-overs.ts';

/** An RF over of which nothing was heard for this long has probably gone. */
const signalGoneMs = 2_000;
/** Added to the host's own limit before an over without a sign of life is given up. */
const staleMarginMs = 5_000;
/** A radio repeats its signalling burst; presses further apart are two. */
const sameBurstMs = 3_000;
/** A talker heard late within this time of an over nobody was named for is its talker. */
const sameStartMs = 2_500;
/** Strength that comes this soon after an end was overtaken by it; it is sent every 0.4 s. */
const lateQualityMs = 500;
/** A call that is missing from lists for this long (two of them, at one a second) is over. */
const missingFromListsMs = 1_500;

const unchanged = (overs: OpenOvers): OversChange => ({ open: overs, changed: [] });

/**
 * What one signal makes of the overs. Changed transmissions come with their whole content, and the same id for the same
 * over. An over without a sign of life for `timeoutMs` and a margin is given up on the way.
 */
export function applyRadioSignal(open: OpenOvers, signal: RadioSignal, timeoutMs: number): OversChange {
  const stale = closeStale(open, signal.receivedAtMs, (sourceId) => (sourceId === signal.sourceId ? timeoutMs : Infinity));
  const change = apply(stale.open, signal);
  return { open: change.open, changed: [...stale.changed, ...change.changed] };
}

function apply(overs: OpenOvers, signal: RadioSignal): OversChange {
  switch (signal.phase) {
    case 'start':
    case 'late-entry':
    case 'speaking':
      return chain(overs, (before) => clearWay(before, signal), (before) => startOver(before, signal));
    case 'quality':
      return hearOver(overs, signal);
    case 'alias':
    case 'timeout':
      return noteOver(overs, signal);
    case 'end':
    case 'lost':
      return chain(overs, (before) => endOver(before, signal), (before) => endTalkedOver(before, signal));
    case 'rejected':
    case 'signalling':
      return keepBurst(overs, signal);
    case 'snapshot':
      return closeMissing(overs, signal);
    case 'silence':
      return endSilent(overs, signal);
    case 'host-idle':
      return closeBelow(overs, signal, 'lost');
    case 'host-back':
      return closeBelow(overs, signal, 'source-down');
    case 'host-mode':
      return unchanged(overs);
  }
}

function closeBelow(overs: OpenOvers, signal: RadioSignal, end: TransmissionEnd): OversChange {
  return closeAt(overs, ({ key, over }) => over.sourceId === signal.sourceId && key.startsWith(signal.key) && over.startedAtMs <= signal.atMs, end, signal.atMs);
}

function chain(overs: OpenOvers, ...steps: readonly ((overs: OpenOvers) => OversChange)[]): OversChange {
  return steps.reduce<OversChange>(({ open, changed }, step) => {
    const next = step(open);
    return { open: next.open, changed: [...changed, ...next.changed] };
  }, unchanged(overs));
}

/** Closes what has been silent too long and marks RF overs whose signal is gone. Times are of the station's clock. */
export function closeStale(open: OpenOvers, nowMs: number, timeoutMs: (sourceId: string) => number): OversChange {
  const changed = open.open.flatMap(({ key, over }): HeardOver[] => {
    const silentMs = nowMs - over.lastHeardAtMs;
    if (silentMs > timeoutMs(over.sourceId) + staleMarginMs) return [{ key, over: closedWithoutEnd(over, 'stale', over.lastHeardAtMs) }];
    const isGone = over.direction === 'rf' && over.kind === 'voice' && silentMs > signalGoneMs;
    return isGone && !over.signalGone ? [{ key, over: { ...over, signalGone: true } }] : [];
  });
  return changed.length === 0 ? unchanged(open) : withOvers(open, changed);
}

/** Closes everything that is open at one source, for example because its broker is gone. */
export function closeAll(open: OpenOvers, sourceId: string, nowMs: number, end: TransmissionEnd): OversChange {
  return closeAt(open, ({ over }) => over.sourceId === sourceId, end, nowMs);
}

function closeAt(overs: OpenOvers, isClosed: (each: HeardOver) => boolean, end: TransmissionEnd, atMs: number): OversChange {
  const closing = overs.open.filter(isClosed);
  if (closing.length === 0) return unchanged(overs);
  return withOvers(overs, closing.map(({ key, over }) => ({ key, over: closedWithoutEnd(over, end, atMs) })));
}

function ofKey(signal: RadioSignal): (each: HeardOver) => boolean {
  return (each) => each.over.sourceId === signal.sourceId && each.key === signal.key;
}

function startOver(overs: OpenOvers, signal: RadioSignal): OversChange {
  const startedAtMs = signal.startedAtMs ?? signal.atMs;
  const id = transmissionId(signal, startedAtMs);
  const sameKey = ofKey(signal);
  const isNumbered = signal.startedAtMs !== null;
  if ([...(isNumbered ? [] : overs.open), ...overs.closed].some(({ over }) => over.id === id)) return unchanged(overs);
  const present = overs.open.find((each) => sameKey(each) && each.over.direction === signal.direction);
  if (present && (isNumbered || isSameOver(present.over, signal))) {
    return withOvers(overs, [{ key: present.key, over: named(present.over, signal) }]);
  }
  // The end may have overtaken its start, but never a look.
  const ended = signal.phase === 'speaking' ? undefined : overs.closed.findLast((each) => sameKey(each) && isNameless(each.over) && isStartOf(each.over, signal, startedAtMs));
  if (ended) return withOvers(overs, [{ key: ended.key, over: { ...named(ended.over, signal), signalGone: false } }]);

  const fresh = { key: signal.key, over: newOver(signal, startedAtMs) };
  if (!present) return withOvers(overs, [fresh]);
  if (present.over.startedAtMs > startedAtMs) {
    return withOvers(overs, [{ key: signal.key, over: closedWithoutEnd(fresh.over, 'superseded', present.over.startedAtMs) }]);
  }
  return withOvers(overs, [{ key: present.key, over: closedWithoutEnd(present.over, 'superseded', startedAtMs) }, fresh]);
}

function isNameless(over: Transmission): boolean {
  return over.kind === 'voice' && over.radioId === null && over.alias === null;
}

/** A start that names nobody, names the talker of an over just heard without one, or enters late into an over that is open or looks at it again, is no new over. */
function isSameOver(over: Transmission, signal: RadioSignal): boolean {
  if (signal.radioId === null && signal.alias === null) return true;
  if ((signal.phase === 'late-entry' || signal.phase === 'speaking') && over.radioId === signal.radioId) return true;
  return isNameless(over) && signal.receivedAtMs - over.lastHeardAtMs <= sameStartMs;
}

function isStartOf(over: Transmission, signal: RadioSignal, startedAtMs: number): boolean {
  const fitsDirection = over.direction === null || signal.direction === null || over.direction === signal.direction;
  return fitsDirection && Math.abs(over.startedAtMs - startedAtMs) <= sameStartMs;
}

function named(over: Transmission, signal: RadioSignal): Transmission {
  return {
    ...over,
    direction: over.direction ?? signal.direction,
    radioId: over.radioId ?? signal.radioId,
    alias: over.alias ?? signal.alias,
    talkgroup: over.talkgroup ?? signal.talkgroup,
    privateCallTo: over.privateCallTo ?? signal.privateCallTo,
    detail: signal.phase === 'speaking' ? (signal.detail ?? over.detail) : (over.detail ?? signal.detail),
    emergency: over.emergency || signal.emergency,
    lateEntry: over.lateEntry && signal.phase !== 'start',
    lastHeardAtMs: Math.max(over.lastHeardAtMs, signal.receivedAtMs),
    signalGone: false,
  };
}

/** Strength and errors are signs of life. Those of an over whose start was not heard show that somebody speaks. */
function hearOver(overs: OpenOvers, signal: RadioSignal): OversChange {
  const sameKey = ofKey(signal);
  const fitsDirection = ({ over }: HeardOver): boolean => signal.direction === null || over.direction === null || over.direction === signal.direction;
  const present = overs.open.findLast((each) => sameKey(each) && fitsDirection(each));
  if (present) return withOvers(overs, [{ key: present.key, over: heardAgain(present.over, signal) }]);
  if (signal.direction === null) return unchanged(overs);
  const startedAtMs = signal.startedAtMs ?? signal.atMs;
  const past = overs.closed.findLast((each) => sameKey(each) && fitsDirection(each));
  if (past?.over.end === 'source-down' && startedAtMs >= past.over.startedAtMs) {
    return withOvers(overs, [{ key: past.key, over: heardAgain({ ...past.over, end: null, endedAtMs: null }, signal) }]);
  }
  const isLate = past !== undefined && (signal.startedAtMs === past.over.startedAtMs || (past.over.endedAtMs ?? 0) + lateQualityMs >= signal.atMs);
  return isLate ? unchanged(overs) : withOvers(overs, [{ key: signal.key, over: newOver(signal, startedAtMs) }]);
}

/** While an over lasts: the newest strength, the worst error rate. */
function heardAgain(over: Transmission, signal: RadioSignal): Transmission {
  const worstBer = Math.max(over.berPercent ?? -1, signal.berPercent ?? -1);
  return {
    ...over,
    radioId: over.radioId ?? signal.radioId,
    alias: over.alias ?? signal.alias,
    talkgroup: over.talkgroup ?? signal.talkgroup,
    emergency: over.emergency || signal.emergency,
    lastHeardAtMs: Math.max(over.lastHeardAtMs, signal.receivedAtMs),
    signalGone: false,
    rssiDbm: signal.rssiDbm ?? over.rssiDbm,
    berPercent: worstBer < 0 ? null : worstBer,
  };
}

/** A talker alias is bound to the slot, not to the talker: with two overs there it could be of either. */
function noteOver(overs: OpenOvers, signal: RadioSignal): OversChange {
  const present = overs.open.filter(ofKey(signal));
  const [first] = present;
  if (!first || (signal.phase === 'alias' && present.length > 1)) return unchanged(overs);
  const over = heardAgain(first.over, signal);
  const noted = signal.phase === 'alias' ? { ...over, alias: signal.alias ?? over.alias } : { ...over, detail: signal.detail ?? over.detail };
  return withOvers(overs, [{ key: first.key, over: noted }]);
}

function keepBurst(overs: OpenOvers, signal: RadioSignal): OversChange {
  const burst = newOver(signal, signal.atMs);
  const isRepeated = overs.closed.some(
    ({ over }) =>
      over.kind === burst.kind &&
      over.sourceId === burst.sourceId &&
      over.slot === burst.slot &&
      over.radioId === burst.radioId &&
      over.talkgroup === burst.talkgroup &&
      over.privateCallTo === burst.privateCallTo &&
      over.detail === burst.detail &&
      Math.abs(over.startedAtMs - burst.startedAtMs) <= sameBurstMs,
  );
  if (isRepeated) return unchanged(overs);
  return withOvers(overs, [{ key: signal.key, over: { ...burst, lateEntry: false, endedAtMs: signal.atMs, durationMs: null, end: 'single-shot' } }]);
}

/** A look showed who still speaks. The end is told to the time between two looks. */
function endSilent(overs: OpenOvers, signal: RadioSignal): OversChange {
  const speaking = new Set(signal.openKeys ?? []);
  const ended = overs.open.filter(({ key, over }) => over.sourceId === signal.sourceId && key.startsWith(signal.key) && !speaking.has(key) && over.startedAtMs <= signal.atMs);
  if (ended.length === 0) return unchanged(overs);
  return withOvers(
    overs,
    ended.map(({ key, over }) => ({ key, over: { ...closedWithoutEnd(over, 'terminator', signal.atMs), signalGone: false, durationMs: signal.atMs - over.startedAtMs, lastHeardAtMs: Math.max(over.lastHeardAtMs, signal.receivedAtMs) } })),
  );
}

/** The source told what is open; what it left out twice has ended, though nobody said so. */
function closeMissing(overs: OpenOvers, signal: RadioSignal): OversChange {
  const present = new Set(signal.openKeys ?? []);
  const missing = overs.open.filter(
    ({ key, over }) =>
      over.sourceId === signal.sourceId &&
      key.startsWith(signal.key) &&
      !present.has(key) &&
      signal.receivedAtMs - over.lastHeardAtMs > missingFromListsMs,
  );
  if (missing.length === 0) return unchanged(overs);
  return withOvers(
    overs,
    missing.map(({ key, over }) => ({ key, over: closedWithoutEnd(over, 'lost', signal.atMs) })),
  );
}
