import type { Log } from '#ledger/log.ts';

export type Rejects = {
  /** `who` is `site/station`, or the address where nobody proved who it is. */
  count(reason: string, who: string): void;
  list(): readonly { readonly reason: string; readonly who: string; readonly count: number; readonly lastAtMs: number }[];
  totals(): Readonly<Record<string, number>>;
};

/** Somebody who makes up names shall not fill the memory: what comes beyond is counted together. */
const mostSenders = 1_000;

export type Rejected = { readonly reason: string; readonly who: string; readonly count: number };

/** Reasons for which nobody who belongs here is refused. */
const suspicious: ReadonlySet<string> = new Set(['revoked', 'not-enrolled', 'code-refused', 'token-refused', 'too-many-attempts', 'signature-wrong', 'station-unknown', 'chain-forked']);

/** Counts what central refused, by reason and sender, and logs the 1st, 10th, 100th … of each; of what is suspicious it tells too. */
export function createRejects(log: Log, now: () => number, tell: (rejected: Rejected) => void): Rejects {
  const counted = new Map<string, { reason: string; who: string; count: number; lastAtMs: number }>();
  return {
    count(reason, who) {
      const key = `${reason} ${who}`;
      const sender = counted.has(key) || counted.size < mostSenders ? who : 'others';
      const entry = counted.get(`${reason} ${sender}`) ?? { reason, who: sender, count: 0, lastAtMs: 0 };
      entry.count += 1;
      entry.lastAtMs = now();
      counted.set(`${reason} ${sender}`, entry);
      if (!/^10*$/.test(String(entry.count))) return;
      log.warn('refused', { reason, who: sender, count: entry.count });
      if (suspicious.has(reason)) tell({ reason, who: sender, count: entry.count });
    },
    list: () => [...counted.values()].map((entry) => ({ ...entry })),
    totals() {
      const totals: Record<string, number> = {};
      for (const { reason, count } of counted.values()) totals[reason] = (totals[reason] ?? 0) + count;
      return totals;
    },
  };
}
