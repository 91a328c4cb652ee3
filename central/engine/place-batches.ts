import { nextHybridTime, hybridTimeText, maximumLeadMs, parseHybridTime } from '#domain/journal/hybrid-clock.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { chainStart } from '#ledger/journal-event-hash.ts';
import { nextSiteHash } from '#ledger/site-hash.ts';
import type { PlacedEvent } from './event-store.ts';
import type { ReadBatch, Refusal } from './read-batches.ts';
import type { StationRow } from './site-rows.ts';

export type Standing = { seq: number; hash: string; lastOrder: string };
export type Placement = {
  readonly placed: readonly PlacedEvent[];
  readonly refused: readonly Refusal[];
  /** Where each station named stands now. */
  readonly standings: ReadonlyMap<string, Standing>;
  readonly signatures: readonly { readonly station: string; readonly seq: number; readonly signature: string }[];
};

/** Up to where a batch repeats what central has, and what central must have there for it to be the same. */
export type Overlap = { readonly station: string; readonly seq: number };

export function overlapsOf(batches: readonly ReadBatch[], stations: ReadonlyMap<string, StationRow>): readonly Overlap[] {
  return batches.flatMap(({ station, firstSeq, events }) => {
    const headSeq = stations.get(station)?.head_seq ?? 0;
    const lastSeq = firstSeq + events.length - 1;
    return lastSeq <= headSeq ? [{ station, seq: lastSeq }] : [];
  });
}

/**
 * Gives each event that is new its place: the next number of the site, and in the order of folding its own hybrid time, or where that
 * is more than a minute ahead the last place that is allowed. What does not follow the station's chain is refused, and only that.
 */
export function placeBatches(options: {
  readonly batches: readonly ReadBatch[];
  readonly stations: ReadonlyMap<string, StationRow>;
  /** Hash of each event asked for by `overlapsOf`, by `station seq`. */
  readonly known: ReadonlyMap<string, string>;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly nowMs: number;
}): Placement {
  const { stations, known, nowMs } = options;
  const placed: PlacedEvent[] = [];
  const refused: Refusal[] = [];
  const signatures: { station: string; seq: number; signature: string }[] = [];
  const standings = new Map<string, Standing>();
  const standingOf = (station: string): Standing => {
    const row = stations.get(station);
    const standing = standings.get(station) ?? { seq: row?.head_seq ?? 0, hash: row?.head_hash ?? chainStart, lastOrder: row?.last_order ?? '' };
    standings.set(station, standing);
    return standing;
  };
  let { seq: siteSeq, hash: siteHash } = options.head;

  for (const { station, firstSeq, events, signature } of options.batches) {
    const standing = standingOf(station);
    const refuse = (code: string, sentence: string): unknown => refused.push({ station, firstSeq, code, sentence });
    const lastSeq = firstSeq + events.length - 1;
    if (firstSeq > standing.seq + 1) {
      refuse('events-missing', `Central has events of ${station} up to ${standing.seq}; those from ${firstSeq} on cannot follow.`);
      continue;
    }
    const before = stations.get(station)?.head_seq ?? 0;
    const expected = lastSeq <= before ? known.get(`${station} ${lastSeq}`) : hashBehind(placed, station, Math.min(lastSeq, standing.seq), standing);
    const given = hashIn(events, Math.min(lastSeq, standing.seq));
    if (expected !== given) {
      refuse('chain-forked', `Central holds another event ${Math.min(lastSeq, standing.seq)} of ${station} than this one: two computers write as ${station}.`);
      continue;
    }
    for (const { event, dead } of events.slice(standing.seq + 1 - firstSeq)) {
      const order = placeInOrder(event, standing.lastOrder, nowMs);
      siteSeq += 1;
      siteHash = nextSiteHash(siteHash, siteSeq, event.hash);
      placed.push({ siteSeq, siteHash, order, dead, event });
      standing.seq = event.seq;
      standing.hash = event.hash;
      if (order > standing.lastOrder) standing.lastOrder = order;
    }
    if (signature !== null && lastSeq >= standing.seq) signatures.push({ station, seq: lastSeq, signature });
  }
  return { placed, refused, standings, signatures };
}

/** The hash that stands in a batch at a running number; before its first event, the one it says it follows. */
function hashIn(events: ReadBatch['events'], seq: number): string | undefined {
  const [first] = events;
  if (first && seq === first.event.seq - 1) return first.event.previousHash;
  return events.find(({ event }) => event.seq === seq)?.event.hash;
}

/** Central's hash at a running number that is its head, or was placed a moment ago. */
function hashBehind(placed: readonly PlacedEvent[], station: string, seq: number, standing: Standing): string | undefined {
  if (seq === standing.seq) return standing.hash;
  return placed.find(({ event }) => event.station === station && event.seq === seq)?.event.hash;
}

/** Where an event is folded. Those whose clock is ahead stay behind each other as they were decided. */
function placeInOrder(event: JournalEvent, lastOrder: string, nowMs: number): string {
  const time = parseHybridTime(event.hlc);
  if (time.ok && time.value.wallMs - nowMs <= maximumLeadMs) return event.hlc;
  const last = parseHybridTime(lastOrder);
  const next = nextHybridTime(last.ok ? last.value : { wallMs: 0, counter: 0 }, nowMs + maximumLeadMs);
  return hybridTimeText(next, event.station);
}
