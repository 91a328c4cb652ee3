/** What keeps a feed alive: `live` is heard, `late` is overdue, `down` is known to be gone, `off` is not configured here. */
export type HealthState = 'live' | 'late' | 'down' | 'off';

export type Health = {
  readonly state: HealthState;
  /** When this state began, epoch milliseconds. */
  readonly sinceMs: number;
  /** One sentence, or null while live. */
  readonly reason: string | null;
};

export type LinkKind = 'broker' | 'central' | 'sip' | 'telephony' | 'radio' | 'positions' | 'recording' | 'routes' | 'database';

/** One line of the links strip: a broker, central, the SIP server or one source. */
export type Link = Health & {
  readonly id: string;
  readonly kind: LinkKind;
  readonly name: string;
  readonly lastHeardAtMs: number | null;
  readonly messages: number;
  readonly rejected: number;
  /** Messages of ours that wait for this link. */
  readonly waiting: number;
};

const severity: Record<HealthState, number> = { off: 0, live: 1, late: 2, down: 3 };

/** The health a feed shows: that of its worst configured source; `off` only when none is configured. */
export function worstHealth(healths: readonly Health[], nowMs: number): Health {
  let worst: Health | undefined;
  for (const health of healths) {
    if (!worst || severity[health.state] > severity[worst.state]) worst = health;
  }
  return worst
    ? { state: worst.state, sinceMs: worst.sinceMs, reason: worst.reason }
    : { state: 'off', sinceMs: nowMs, reason: null };
}
