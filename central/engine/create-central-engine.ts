import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { migrate } from '../db/migrations.ts';
import { toStored } from '../db/stored-text.ts';
import { createSiteAdministration } from './administer-sites.ts';
import { createCentralChain } from './central-chain.ts';
import { keepRecordings } from '../recordings/keep-recordings.ts';
import type { CentralEngine, CentralEngineOptions } from './central-engine.ts';
import { offerHeard, pullHeard, pushHeard } from './heard.ts';
import { hearMore } from './more.ts';
import { history, pull, snapshot } from './pull.ts';
import { push, takeIn } from './push.ts';
import { keysOfStations } from './keys-of-stations.ts';
import { createShortStretches } from './short-stretches.ts';
import { lockSite } from './site-rows.ts';
import { createDesk, decideCommand } from './supervise.ts';

/** How long a supervisor's command that is asked again gets its first answer; as long as at a station. */
const answersKeptMs = 7 * 86_400_000;

/** Central over a database, which is brought to the newest schema first. Refuses with `newer-database`. */
export async function createCentralEngine(options: CentralEngineOptions): Promise<Outcome<CentralEngine>> {
  const { database, clock, signingKey } = options;
  const migrated = await migrate(database, clock.now());
  if (!migrated.ok) return migrated;
  const more = await hearMore(database, clock);
  const parts = { database, clock, signingKey, more, stretches: createShortStretches(database, clock) };
  const chain = createCentralChain(signingKey);
  const recordings = keepRecordings({ database, clock, settings: options.recordings, log: options.log });

  return success({
    forStation: (site, station) => ({
      push: (request) => push(parts, site, station, request),
      pull: (request) => pull(parts, site, station, request),
      snapshot: (request) => snapshot(parts, site, station, request),
      history: (request) => history(parts, site, station, request),
      keys: () => keysOfStations(database, site, station),
      offerHeard: (digests) => offerHeard(database, site, station, digests),
      pushHeard: (messages) => pushHeard(parts, site, station, messages),
      pullHeard: (after, limit) => pullHeard(database, site, station, after, limit),
      ...recordings.forStation(site, station),
    }),
    administration: createSiteAdministration({ database, clock }),
    desk: createDesk(database),
    recordings,
    async command(site, supervisor, name, input, requestId) {
      let committed = (): void => undefined;
      const answer = await database.transaction(async (queries): Promise<Outcome<unknown>> => {
        const row = await lockSite(queries, site);
        if (!row) return failure('no-site', `Central knows no site ${site}.`);
        const [known] = await queries.query<{ answer: string }>('SELECT answer FROM answers WHERE site = $1 AND request_id = $2', [site, toStored(requestId)]);
        if (known) return JSON.parse(known.answer) as Outcome<unknown>;
        const decided = await decideCommand(queries, site, name, input, clock.now());
        if (!decided.ok) return decided;
        if (decided.value.length > 0) {
          const own = await chain.write(queries, site, supervisor, decided.value, clock.now());
          const { refused } = await takeIn(parts, queries, site, { row, stations: own.stations, batches: own.batches, refused: [] });
          if (refused[0]) throw new Error(`central refused its own events: ${refused[0].sentence}`);
          committed = own.committed;
        }
        const done = success({});
        await queries.query('DELETE FROM answers WHERE site = $1 AND at_ms < $2', [site, clock.now() - answersKeptMs]);
        await queries.query('INSERT INTO answers (site, request_id, answer, at_ms) VALUES ($1, $2, $3, $4)', [site, toStored(requestId), JSON.stringify(done), clock.now()]);
        return done;
      });
      committed();
      return answer;
    },
    onMore: more.onMore,
    async close() {
      await recordings.close();
      await more.close();
    },
  });
}
