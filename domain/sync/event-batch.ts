import type { Act, JournalEvent } from '../journal/act.ts';
import { failure, success, type Outcome } from '../outcome/outcome.ts';

/** An event without what its neighbours in the chain tell: id, hybrid time without the station, time, actor, seen, alone since, act. */
export type EventRow = readonly [
  id: string,
  hlc: string,
  atMs: number,
  actor: string,
  seen: Readonly<Record<string, number>> | 0,
  aloneSinceMs: number,
  act: Act,
];

/**
 * Consecutive events of one station as they travel. Hashes are left out but for the two ends, since the receiver computes them; a
 * batch in which anything was changed does not arrive at `lastHash`.
 */
export type EventBatch = {
  readonly station: string;
  readonly firstSeq: number;
  readonly previousHash: string;
  readonly rows: readonly EventRow[];
  readonly lastHash: string;
  /** The station's signature over `chainHeadText` of the last event, base64url; null where stations have no keys (exercise). */
  readonly signature: string | null;
};

export type HashEvent = (event: Omit<JournalEvent, 'hash'>) => string;

/** Packs consecutive events of one station. Throws on an empty list or a gap: both are defects of the caller. */
export function packBatch(events: readonly JournalEvent[], signature: string | null): EventBatch {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last || last.seq - first.seq !== events.length - 1) throw new Error('a batch holds consecutive events of one station');
  return {
    station: first.station,
    firstSeq: first.seq,
    previousHash: first.previousHash,
    rows: events.map((event) => [
      event.id,
      event.hlc.slice(0, event.hlc.length - event.station.length - 1),
      event.atMs,
      event.actor,
      event.seen ?? 0,
      event.aloneSinceMs ?? 0,
      event.act,
    ]),
    lastHash: last.hash,
    signature,
  };
}

/** The events of a batch, hashes computed; refused when they do not arrive at its last hash. */
export function unpackBatch(batch: EventBatch, hashEvent: HashEvent): Outcome<readonly JournalEvent[]> {
  let previousHash = batch.previousHash;
  const events = batch.rows.map(([id, hlc, atMs, actor, seen, aloneSinceMs, act], index): JournalEvent => {
    const unsigned = {
      id,
      station: batch.station,
      seq: batch.firstSeq + index,
      hlc: `${hlc}.${batch.station}`,
      atMs,
      actor,
      ...(seen === 0 ? {} : { seen }),
      ...(aloneSinceMs === 0 ? {} : { aloneSinceMs }),
      act,
      previousHash,
    };
    const event = { ...unsigned, hash: hashEvent(unsigned) };
    previousHash = event.hash;
    return event;
  });
  if (events.length === 0 || previousHash !== batch.lastHash) {
    return failure('chain-broken', `Events ${batch.firstSeq} to ${batch.firstSeq + batch.rows.length - 1} of ${batch.station} are not as they were written.`);
  }
  return success(events);
}

/** What a station signs: that its chain stands at this event. */
export function chainHeadText(site: string, station: string, seq: number, hash: string): string {
  return `siaga-chain|${site}|${station}|${seq}|${hash}`;
}
