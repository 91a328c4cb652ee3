import { actSchema } from '#contract/records/act-records.ts';
import type { PushAnswer, PushRequest } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { chainHeadText, unpackBatch, type EventBatch } from '#domain/sync/event-batch.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { isSignedBy } from '#ledger/station-key.ts';
import type { StationRow } from './site-rows.ts';

export type Refusal = PushAnswer['refused'][number];
/** A batch whose hashes and signature are right. Whether it follows what central has is judged under the lock of the site. */
export type ReadBatch = {
  readonly station: string;
  readonly firstSeq: number;
  readonly signature: string | null;
  readonly events: readonly { readonly event: JournalEvent; readonly dead: string | null }[];
};

/** The acts that central decides itself stand in chains of their own, whose names begin so. */
export const centralStationPrefix = 'central';
export const isCentralStation = (station: string): boolean => station === centralStationPrefix || station.startsWith(`${centralStationPrefix}.`);

/**
 * What of a push is worth a look at the database: batches with hashes and signatures that are right, by a pusher who may give them.
 * A station gives its own events; those of others only signed, since a station must not speak for another.
 */
export function readBatches(
  site: string,
  pusher: string,
  request: PushRequest,
  stations: ReadonlyMap<string, StationRow>,
  centralKey: string,
): { readonly batches: readonly ReadBatch[]; readonly refused: readonly Refusal[] } {
  const batches: ReadBatch[] = [];
  const refused: Refusal[] = [];
  for (const batch of request.batches) {
    const read = readBatch(site, pusher, batch, stations.get(batch.station), centralKey);
    if (read.ok) batches.push(read.value);
    else refused.push({ station: batch.station, firstSeq: batch.firstSeq, code: read.code, sentence: read.sentence });
  }
  return { batches, refused };
}

function readBatch(site: string, pusher: string, batch: EventBatch, row: StationRow | undefined, centralKey: string): Outcome<ReadBatch> {
  const { station, firstSeq, signature } = batch;
  const ofCentral = isCentralStation(station);
  if (!row && !ofCentral) {
    return failure('station-unknown', `Central does not know station ${station}; it must be enrolled before its events are taken.`);
  }
  const unpacked = unpackBatch(batch, journalEventHash);
  if (!unpacked.ok) return unpacked;
  const keys = ofCentral ? [centralKey] : keysOf(row, station !== pusher);
  const last = unpacked.value.at(-1);
  if (keys.length > 0 || station !== pusher) {
    const text = chainHeadText(site, station, last?.seq ?? 0, batch.lastHash);
    if (signature === null || !keys.some((key) => isSignedBy(key, text, signature))) {
      return failure('signature-wrong', `Events ${firstSeq} to ${last?.seq ?? firstSeq} are not signed by station ${station}.`);
    }
  }
  return success({ station, firstSeq, signature, events: unpacked.value.map((event) => ({ event, dead: whyDead(event) })) });
}

/** The keys a signature may be of: of an earlier enrolment too where another station gives back what central forgot. */
function keysOf(row: StationRow | undefined, alsoFormer: boolean): readonly string[] {
  if (!row || row.public_key === null) return [];
  return alsoFormer ? [row.public_key, ...(JSON.parse(row.former_keys) as string[])] : [row.public_key];
}

/** Why an event has no effect: what it decides is not understood here. It stays in the chain, so that those behind it can be taken. */
function whyDead(event: JournalEvent): string | null {
  const parsed = actSchema.safeParse(event.act);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`.slice(0, 300);
}
