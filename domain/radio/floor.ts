import { failure, success, type Outcome } from '../outcome/outcome.ts';

/** A talker that is not confirmed for this long has gone: a window that hangs, a core that died, a cable that was cut. */
export const keepAliveMs = 1_000;
/** Two presses this close together are one decision: to speak although somebody else does. */
export const overrideWithinMs = 1_500;

/** Who speaks from a console on one talkgroup. */
export type Talker = {
  /** One press of the key; never used twice. */
  readonly press: string;
  readonly station: string;
  readonly seat: string;
  readonly operator: string;
  /** The phone whose microphone is open; null where an exercise needs none. */
  readonly phone: string | null;
  readonly sinceMs: number;
  /** Confirmed last; station's steady clock. */
  readonly keptAtMs: number;
  /** No press lasts longer. */
  readonly untilMs: number;
};

export type FloorEnd = 'released' | 'max-talk' | 'not-kept' | 'overridden';

/** The right to speak on one talkgroup, as this station knows it. */
export type Floor = {
  readonly talkgroup: number;
  readonly talker: Talker | null;
  /** How the last press ended; null before the first. */
  readonly ended: { readonly press: string; readonly how: FloorEnd; readonly atMs: number } | null;
};

/** Somebody who is heard on the radio itself. */
export type HeardTalker = { readonly name: string | null; readonly radioId: number | null };

export type FloorRequest = Omit<Talker, 'sinceMs' | 'keptAtMs' | 'untilMs'> & {
  readonly maxTalkMs: number;
  /** The second press of two: speaks over who is heard on the radio, and over nobody at a console. */
  readonly over: boolean;
};

export function freeFloor(talkgroup: number): Floor {
  return { talkgroup, talker: null, ended: null };
}

/** Grants the floor, or says who has it. A press that has ended never begins again. */
export function askFloor(floor: Floor, request: FloorRequest, heard: HeardTalker | null, nowMs: number): Outcome<Floor> {
  const present = expireFloor(floor, nowMs);
  const { maxTalkMs, over, ...talker } = request;
  if (present.ended?.press === request.press) return failure('press-ended', 'This press has ended; press the key again.');
  if (present.talker?.press === request.press) return success(present);
  if (present.talker) return failure('floor-busy', `${present.talker.operator} is speaking on this talkgroup.`);
  if (heard && !over) return failure('radio-busy', `${heard.name ?? heard.radioId ?? 'Somebody'} is speaking on this talkgroup.`);
  return success({ ...present, talker: { ...talker, sinceMs: nowMs, keptAtMs: nowMs, untilMs: nowMs + maxTalkMs } });
}

/** The key is still held. */
export function keepFloor(floor: Floor, press: string, nowMs: number): Outcome<Floor> {
  const present = expireFloor(floor, nowMs);
  if (present.talker?.press !== press) return failure('floor-lost', endSentence(present, press));
  return success({ ...present, talker: { ...present.talker, keptAtMs: Math.max(present.talker.keptAtMs, nowMs) } });
}

export function releaseFloor(floor: Floor, press: string, how: FloorEnd, nowMs: number): Floor {
  if (floor.talker?.press !== press) return floor;
  return { ...floor, talker: null, ended: { press, how, atMs: nowMs } };
}

/** Ends a press that was not confirmed for a second, or has lasted its time. Until then it is the same floor. */
export function expireFloor(floor: Floor, nowMs: number): Floor {
  const { talker } = floor;
  if (!talker) return floor;
  const goneAtMs = talker.keptAtMs + keepAliveMs;
  if (talker.untilMs <= Math.min(nowMs, goneAtMs)) return releaseFloor(floor, talker.press, 'max-talk', talker.untilMs);
  return nowMs >= goneAtMs ? releaseFloor(floor, talker.press, 'not-kept', goneAtMs) : floor;
}

/**
 * Another station tells that one of its consoles speaks. Of two that began without knowing of each other the earlier one has the
 * floor, by time and then by name of station: both stations say the same.
 */
export function hearTalker(floor: Floor, talker: Talker, nowMs: number): Floor {
  const present = expireFloor(floor, nowMs);
  const mine = present.talker;
  if (!mine || mine.press === talker.press) return { ...present, talker };
  if (!isBefore(talker, mine)) return present;
  return { ...releaseFloor(present, mine.press, 'overridden', nowMs), talker };
}

function isBefore(left: Talker, right: Talker): boolean {
  if (left.sinceMs !== right.sinceMs) return left.sinceMs < right.sinceMs;
  return left.station === right.station ? left.press < right.press : left.station < right.station;
}

function endSentence(floor: Floor, press: string): string {
  if (floor.ended?.press !== press) return 'This press has no floor.';
  const sentences: Record<FloorEnd, string> = {
    released: 'This press was let go.',
    'max-talk': 'The longest time of one transmission is over.',
    'not-kept': 'The key was not heard of for a second.',
    overridden: 'Another console began to speak before.',
  };
  return sentences[floor.ended.how];
}
