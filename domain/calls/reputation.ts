import type { CallDisposition } from './call-disposition.ts';

/** What this station knows of a number. Times are epoch milliseconds. */
export type NumberPast = {
  readonly closed: readonly { readonly disposition: CallDisposition; readonly atMs: number }[];
  /** When incidents were opened from its calls. */
  readonly incidents: readonly number[];
  /** When its caller gave up before an answer. */
  readonly abandoned: readonly number[];
};

export const reputationLevels = ['plain', 'trusted', 'doubtful', 'junk'] as const;
export type ReputationLevel = (typeof reputationLevels)[number];
export const reputationReasons = ['incident', 'ghost', 'prank', 'information', 'wrong-number', 'abandoned'] as const;
export type ReputationReason = (typeof reputationReasons)[number];

/** How a number is shown and ordered, and why. There is nothing in it by which a call could be kept from ringing or being answered. */
export type Reputation = {
  readonly level: ReputationLevel;
  /** Everything that was counted, the weightiest first. */
  readonly reasons: readonly { readonly kind: ReputationReason; readonly count: number; readonly lastAtMs: number }[];
  /** By how much later than it joined the call stands in the queue; never more than `mostLaterMs`. */
  readonly laterMs: number;
};

/** No call stands further back in the queue than this for what its number did before. */
export const mostLaterMs = 10_000;
const halfLifeMs = 7 * 86_400_000;
/** One prank of today is worth one; an incident tells more about a number than several pranks. */
const weights: Readonly<Record<ReputationReason, number>> = { incident: -4, ghost: 0.75, prank: 1, information: 0, 'wrong-number': 0.25, abandoned: 0.15 };
const doubtfulFrom = 1.5;
const junkFrom = 4;
/** A decayed incident that still speaks for a number: up to about three weeks. */
const trustedFrom = 0.125;

/** A pure judgement of the past: every fact loses half of its weight each week. */
export function judgeNumber(past: NumberPast, nowMs: number): Reputation {
  const times: Readonly<Record<ReputationReason, readonly number[]>> = {
    incident: past.incidents,
    ghost: timesOf(past, 'ghost'),
    prank: timesOf(past, 'prank'),
    information: timesOf(past, 'information'),
    'wrong-number': timesOf(past, 'wrong-number'),
    abandoned: past.abandoned,
  };
  const weigh = (kind: ReputationReason): number => times[kind].reduce((sum, atMs) => sum + decayed(nowMs - atMs), 0);
  const score = reputationReasons.reduce((sum, kind) => sum + weights[kind] * weigh(kind), 0);
  const level = weigh('incident') >= trustedFrom ? 'trusted' : score >= junkFrom ? 'junk' : score >= doubtfulFrom ? 'doubtful' : 'plain';
  const reasons = reputationReasons
    .filter((kind) => times[kind].length > 0)
    .map((kind) => ({ kind, count: times[kind].length, lastAtMs: Math.max(...times[kind]), weight: Math.abs(weights[kind]) * weigh(kind) }))
    .sort((left, right) => right.weight - left.weight)
    .map(({ kind, count, lastAtMs }) => ({ kind, count, lastAtMs }));
  return { level, reasons, laterMs: level === 'junk' ? mostLaterMs : level === 'doubtful' ? mostLaterMs / 2 : 0 };
}

function timesOf({ closed }: NumberPast, disposition: CallDisposition): readonly number[] {
  return closed.flatMap((each) => (each.disposition === disposition ? [each.atMs] : []));
}

/** A time ahead of the clock counts as now. */
function decayed(ageMs: number): number {
  return 0.5 ** (Math.max(0, ageMs) / halfLifeMs);
}
