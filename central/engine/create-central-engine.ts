import { randomBytes, randomUUID } from 'node:crypto';
import { success, type Outcome } from '#domain/outcome/outcome.ts';
import { entitiesTouched, type Act, type JournalEvent } from '#domain/journal/act.ts';
import { hybridTimeText, nextHybridTime, parseHybridTime } from '#domain/journal/hybrid-clock.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { chainHeadText, packBatch } from '#domain/sync/event-batch.ts';
import type { Queries } from '../db/central-database.ts';
import { migrate } from '../db/migrations.ts';
import { toStored } from '../db/stored-text.ts';
import { createSiteAdministration } from './administer-sites.ts';
import type { CentralEngine, CentralEngineOptions } from './central-engine.ts';
import { offerHeard, pullHeard, pushHeard } from './heard.ts';
import { hearMore } from './more.ts';
import { history, pull, snapshot } from './pull.ts';
import { push, takeIn } from './push.ts';
import { centralStationPrefix, readBatches } from './read-batches.ts';
import { lockSite, readStations } from './site-rows.ts';
import { createDesk, decideCommand } from './supervise.ts';

/** Central over a database, which is brought to the newest schema first. Refuses with `newer-database`. */
export async function createCentralEngine(options: CentralEngineOptions): Promise<Outcome<CentralEngine>> {
  const { database, clock, signingKey } = options;
  const migrated = await migrate(database, clock.now());
  if (!migrated.ok) return migrated;
  const more = await hearMore(database, clock);
  const parts = { database, clock, signingKey, more };
  // A chain of its own for each start: after a restore no number is given a second time.
  const chain = `${centralStationPrefix}.${randomBytes(6).toString('hex')}`;

  const eventsOf = async (queries: Queries, site: string, actor: string, acts: readonly Act[]): Promise<readonly JournalEvent[]> => {
    const row = (await readStations(queries, site, [chain])).get(chain);
    const last = parseHybridTime(row?.last_order ?? '');
    const nowMs = clock.now();
    let time = last.ok ? { wallMs: last.value.wallMs, counter: last.value.counter } : { wallMs: 0, counter: 0 };
    let head = { seq: row?.head_seq ?? 0, hash: row?.head_hash ?? chainStart };
    const events: JournalEvent[] = [];
    for (const act of acts) {
      time = nextHybridTime(time, nowMs);
      const seen = await seenOf(queries, site, act, chain);
      const unsigned = {
        id: randomUUID(),
        station: chain,
        seq: head.seq + 1,
        hlc: hybridTimeText(time, chain),
        atMs: nowMs,
        actor,
        ...(Object.keys(seen).length === 0 ? {} : { seen }),
        act,
        previousHash: head.hash,
      };
      const event = { ...unsigned, hash: journalEventHash(unsigned) };
      events.push(event);
      head = event;
    }
    return events;
  };

  return success({
    forStation: (site, station) => ({
      push: (request) => push(parts, site, station, request),
      pull: (request) => pull(parts, site, station, request),
      snapshot: (request) => snapshot(parts, site, station, request),
      history: (request) => history(parts, site, station, request),
      offerHeard: (digests) => offerHeard(database, site, station, digests),
      pushHeard: (messages) => pushHeard(parts, site, station, messages),
      pullHeard: (after, limit) => pullHeard(database, site, station, after, limit),
    }),
    administration: createSiteAdministration({ database, clock }),
    desk: createDesk(database),
    command: (site, supervisor, name, input, requestId) =>
      database.transaction(async (queries): Promise<Outcome<unknown>> => {
        const row = await lockSite(queries, site);
        if (!row) return { ok: false, code: 'no-site', sentence: `Central knows no site ${site}.` };
        const [known] = await queries.query<{ answer: string }>('SELECT answer FROM answers WHERE site = $1 AND request_id = $2', [site, toStored(requestId)]);
        if (known) return JSON.parse(known.answer) as Outcome<unknown>;
        const decided = await decideCommand(queries, site, name, input);
        if (!decided.ok) return decided;
        const events = await eventsOf(queries, site, supervisor, decided.value);
        const last = events.at(-1);
        if (last) {
          const batch = packBatch(events, signingKey.sign(chainHeadText(site, chain, last.seq, last.hash)));
          const read = readBatches(site, chain, { batches: [batch] }, new Map(), signingKey.publicKey);
          await takeIn(parts, queries, site, { row, stations: await readStations(queries, site, [chain]), ...read });
        }
        const answer = success({});
        await queries.query('INSERT INTO answers (site, request_id, answer, at_ms) VALUES ($1, $2, $3, $4)', [site, toStored(requestId), JSON.stringify(answer), clock.now()]);
        return answer;
      }),
    onMore: more.onMore,
    close: more.close,
  });
}

/** What central knows of the touched entities, by station. */
async function seenOf({ query }: Queries, site: string, act: Act, chain: string): Promise<Record<string, number>> {
  const rows = await query<{ seen: string }>('SELECT seen FROM entities WHERE site = $1 AND entity = ANY($2::text[])', [site, entitiesTouched(act).map(toStored)]);
  const seen: Record<string, number> = {};
  for (const row of rows) {
    for (const [station, seq] of Object.entries(JSON.parse(row.seen) as Record<string, number>)) {
      if (station !== chain) seen[station] = Math.max(seen[station] ?? 0, seq);
    }
  }
  return seen;
}
