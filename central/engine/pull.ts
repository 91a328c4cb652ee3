import { createHash } from 'node:crypto';
import {
  siteStart,
  type HistoryAnswer,
  type HistoryRequest,
  type PullAnswer,
  type PullRequest,
  type SiteCursor,
  type SnapshotAnswer,
  type SnapshotRequest,
} from '#contract/sync/sync-messages.ts';
import { canonicalJson } from '#domain/journal/canonical-json.ts';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import type { Clock } from '#ledger/clock.ts';
import type { CentralDatabase } from '../db/central-database.ts';
import { fromStored } from '../db/stored-text.ts';
import { eventsAfter, eventsBefore, runsOf, siteHashesAt } from './event-store.ts';
import type { More } from './more.ts';
import type { ShortStretches } from './short-stretches.ts';
import { headsOf, siteFor } from './site-rows.ts';

type Parts = { readonly database: CentralDatabase; readonly clock: Clock; readonly more: More; readonly stretches: ShortStretches };

/** What stands behind the asker's place in the order; held back for a while when there is nothing. */
export async function pull(parts: Parts, site: string, station: string, request: PullRequest): Promise<Outcome<PullAnswer>> {
  const untilMs = parts.clock.now() + request.waitMs;
  for (;;) {
    const leftMs = untilMs - parts.clock.now();
    // Before the question is put, so that nothing slips between the two.
    const more = leftMs > 0 ? parts.more.wait(site, leftMs) : null;
    try {
      const answer = await look(parts, site, station, request);
      if (more === null || isNews(answer, request)) return answer;
      await more.come;
      if (parts.more.isClosed()) return answer;
    } finally {
      more?.stop();
    }
  }
}

function isNews(answer: Outcome<PullAnswer>, { marks }: PullRequest): boolean {
  return !answer.ok || answer.value.kind === 'rewound' || answer.value.next.seq !== marks[0]?.seq;
}

async function look({ database, clock, stretches }: Parts, site: string, station: string, { marks, limit, withOwn }: PullRequest): Promise<Outcome<PullAnswer>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const head: SiteCursor = { seq: standing.value.head_seq, hash: standing.value.head_hash };
  const common = { nowMs: clock.now(), epoch: standing.value.epoch, head };
  const [from = siteStart] = marks;
  if (from.seq === head.seq && from.hash === head.hash) return success({ kind: 'entries', ...common, runs: [], next: head });
  const stretch = limit >= head.seq - from.seq ? await stretches.between(site, from, head) : null;
  if (stretch) return success({ kind: 'entries', ...common, runs: stretch.filter(({ batch }) => withOwn || batch.station !== station), next: head });
  const hashes = await siteHashesAt(database, site, marks.map(({ seq }) => seq));
  const isKnown = ({ seq, hash }: SiteCursor): boolean => seq <= head.seq && hashes.get(seq) === hash;
  if (!isKnown(from)) {
    return success({ kind: 'rewound', ...common, common: marks.find(isKnown) ?? siteStart, heads: await headsOf(database, site) });
  }
  const records = await eventsAfter(database, site, { after: from.seq, head: head.seq, limit, except: withOwn ? null : station });
  const last = records.at(-1);
  const lastHash = last && (await siteHashesAt(database, site, [last.seq])).get(last.seq);
  const next = last && lastHash !== undefined ? { seq: last.seq, hash: lastHash } : head;
  return success({ kind: 'entries', ...common, runs: [...(await runsOf(database, site, records))], next });
}

type StateRow = { entity: string; body: string; order_key: string; seen: string; updated_seq: number };

/**
 * A page of the folded states, those that changed last first. The place in the order and the heads are of one moment; states may be
 * newer, and say by `seen` how far they are folded.
 */
export async function snapshot({ database, clock }: Parts, site: string, station: string, { before, limit }: SnapshotRequest): Promise<Outcome<SnapshotAnswer>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const [moment] = await database.query<{ head_seq: number; head_hash: string; heads: string | null }>(
    `SELECT head_seq, head_hash,
       (SELECT json_object_agg(station, json_build_object('seq', stations.head_seq, 'hash', stations.head_hash))::text
        FROM stations WHERE stations.site = sites.site AND stations.head_seq > 0) AS heads
     FROM sites WHERE site = $1`,
    [site],
  );
  // Entities that one event touched have the same number: a page ends between two numbers, never within one.
  const rows = await database.query<StateRow>(
    `WITH page AS (SELECT updated_seq FROM entities WHERE site = $1 AND updated_seq < $2 ORDER BY updated_seq DESC LIMIT $3)
     SELECT entity, body, order_key, seen, updated_seq FROM entities
     WHERE site = $1 AND updated_seq < $2 AND updated_seq >= (SELECT min(updated_seq) FROM page) ORDER BY updated_seq DESC, entity`,
    [site, before ?? Number.MAX_SAFE_INTEGER, limit],
  );
  const entities = rows
    .filter(({ body }) => body !== 'null')
    .map(({ entity, body, order_key, seen }) => ({ entity: fromStored(entity), body, order: order_key, seen: JSON.parse(seen) as Record<string, number> }));
  return success({
    nowMs: clock.now(),
    epoch: standing.value.epoch,
    asOf: { seq: moment?.head_seq ?? 0, hash: moment?.head_hash ?? siteStart.hash },
    heads: JSON.parse(moment?.heads ?? '{}') as SnapshotAnswer['heads'],
    entities,
    next: rows.at(-1)?.updated_seq ?? null,
    checksum: checksumOf(entities),
  });
}

export async function history({ database }: Parts, site: string, station: string, { before, limit }: HistoryRequest): Promise<Outcome<HistoryAnswer>> {
  const standing = await siteFor(database, site, station);
  if (!standing.ok) return standing;
  const records = await eventsBefore(database, site, before, limit);
  const runs = [...(await runsOf(database, site, records))];
  return success({ runs, next: records[0]?.seq ?? 1, checksum: checksumOf(runs) });
}

function checksumOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
