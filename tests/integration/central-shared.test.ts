import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import { siteStart } from '#contract/sync/sync-messages.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { systemClock } from '#ledger/clock.ts';
import { createLog } from '#ledger/log.ts';
import { openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { engineOn, enrolled, eventsIn, noRecordings, note, onPostgres, pulled, pushed, signingKey, site, sure } from './central-site.ts';
import { startPostgres, type Postgres } from './postgres.ts';

let server: Postgres;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.close());

test('two centrals on one PostgreSQL are one: what is pushed here wakes who waits there', async () => {
  const url = await server.createDatabase();
  const [here, there] = [await engineOn(onPostgres(url)), await engineOn(onPostgres(url))];
  const one = await enrolled(here, 'S1');
  await enrolled(there, 'S2');
  one.add(note('x'), { nowMs: Date.now() });
  const waiting = there.forStation(site, 'S2').pull({ marks: [siteStart], limit: 10, waitMs: 20_000, withOwn: false });
  await pushed(here, one, 1, 1);
  expect(sure(await waiting)).toMatchObject({ kind: 'entries', next: { seq: 1 } });
});

test('what is new is read once for all who ask in the same moment; each gets it without his own, and who asks from a place that is none is told so', async () => {
  const database = onPostgres(await server.createDatabase());
  let reads = 0;
  const engine = await engineOn({
    ...database,
    query: (text, values) => {
      if (/FROM events WHERE site = \$1 AND seq > /.test(text)) reads += 1;
      return database.query(text, values);
    },
  });
  const writers = [await enrolled(engine, 'S1'), await enrolled(engine, 'S2')];
  await enrolled(engine, 'R');
  for (const writer of writers) {
    for (const text of ['a', 'b', 'c']) writer.add(note(text), { nowMs: Date.now() });
    await pushed(engine, writer, 1, 3);
  }
  const asked = await Promise.all(['S1', 'S2', 'R', 'R'].map((station) => pulled(engine, station, siteStart, 1_000, false)));
  const given = asked.map((answer) => eventsIn(answer).map(({ station, seq }) => `${station} ${seq}`));
  const of = (station: string): string[] => [1, 2, 3].map((seq) => `${station} ${seq}`);
  expect(given).toEqual([of('S2'), of('S1'), [...of('S1'), ...of('S2')], [...of('S1'), ...of('S2')]]);
  expect(new Set(asked.map(({ next, head }) => `${next.hash} ${head.hash}`)).size).toBe(1);
  expect(reads).toBe(1);
  expect(eventsIn(await pulled(engine, 'S1', siteStart, 1_000, true))).toHaveLength(6);
  expect(eventsIn(await pulled(engine, 'R', siteStart, 4, false)), 'no more than asked for').toHaveLength(4);

  writers[0]?.add(note('d'), { nowMs: Date.now() });
  await pushed(engine, writers[0]!, 4, 4);
  const newest = await pulled(engine, 'R', asked[2]!.next);
  expect(eventsIn(newest)).toMatchObject([{ station: 'S1', seq: 4 }]);
  const nowhere = { seq: asked[2]!.next.seq, hash: 'f'.repeat(64) };
  expect(sure(await engine.forStation(site, 'R').pull({ marks: [nowhere, siteStart], limit: 10, waitMs: 0, withOwn: false }))).toMatchObject({ kind: 'rewound', common: siteStart });
  expect(sure(await engine.forStation(site, 'R').pull({ marks: [newest.head], limit: 10, waitMs: 0, withOwn: false }))).toMatchObject({ kind: 'entries', runs: [], next: newest.head });
});

test('eight stations push through two centrals, some the same events through both, and supervisors decide at both; a reader at either misses nothing and hears nothing twice', async () => {
  const url = await server.createDatabase();
  const centrals = [await engineOn(onPostgres(url)), await engineOn(onPostgres(url))] as const;
  const [here, there] = centrals;
  const writers = await Promise.all(Array.from({ length: 8 }, (_, index) => enrolled(here, `W${index}`)));
  await enrolled(here, 'R');
  for (const writer of writers) {
    writer.add(openedAct(`of ${writer.station}`), { nowMs: Date.now() });
    for (let count = 1; count < 15; count += 1) writer.add(note(`${count}`), { nowMs: Date.now() });
  }
  const decided = 10;
  const wanted = 8 * 15 + decided;
  const readAll = async (engine: typeof here): Promise<readonly JournalEvent[]> => {
    const read: JournalEvent[] = [];
    for (let cursor = siteStart; read.length < wanted; ) {
      const answer = sure(await engine.forStation(site, 'R').pull({ marks: [cursor], limit: 9, waitMs: 10_000, withOwn: true }));
      if (answer.kind !== 'entries') throw new Error('central says it was restored');
      read.push(...eventsIn(answer));
      cursor = answer.next;
    }
    return read;
  };
  const [readHere, readThere] = await Promise.all([
    readAll(here),
    readAll(there),
    ...writers.map(async (writer, index) => {
      for (let seq = 1; seq <= 15; seq += 1) {
        const through = index % 3 === 0 ? centrals : [index % 2 === 0 ? here : there];
        await Promise.all(through.map((engine) => pushed(engine, writer, seq, seq)));
      }
    }),
    (async () => {
      for (let done = 0; done < decided; ) {
        const engine = done % 2 === 0 ? here : there;
        const incidents = await engine.desk.incidents(site, { openOnly: true, limit: 1 });
        if (!incidents[0]) continue;
        sure(await engine.command(site, 'Bu Rini', 'incident.note', { incidentId: incidents[0].id, text: `${done}` }, `request-${done}`));
        done += 1;
      }
    })(),
  ]);
  expect(readHere).toEqual(readThere);
  expect(new Set(readHere.map(({ id }) => id)).size).toBe(wanted);
  for (const writer of writers) expect(readHere.filter(({ station }) => station === writer.station)).toEqual(writer.events);
  // A chain for each of the two centrals.
  const chains = Map.groupBy(readHere.filter(({ actor }) => actor === 'Bu Rini'), ({ station }) => station);
  expect([...chains.values()].map((events) => events.map(({ seq }) => seq))).toEqual([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]);
});

test('a central restored from an older copy says so, names the common place, and takes back what it forgot from anybody who has it', async () => {
  const url = await server.createDatabase();
  const database = onPostgres(url);
  const before = sure(await createCentralEngine({ database, clock: systemClock, signingKey, log: createLog(() => undefined, Date.now), recordings: noRecordings() }));
  await before.administration.createSite(site);
  const [one, two] = [await enrolled(before, 'S1'), await enrolled(before, 'S2')];
  for (let count = 0; count < 9; count += 1) one.add(note(`${count}`), { nowMs: Date.now() });
  const early = (await pushed(before, one, 1, 4)).head;
  await before.close();
  await database.close();
  const copy = await server.copy(url);

  const live = await engineOn(onPostgres(url));
  const late = (await pushed(live, one, 5, 8)).head;
  const restored = await engineOn(onPostgres(copy));
  const asked = sure(await restored.forStation(site, 'S2').pull({ marks: [late, early, siteStart], limit: 10, waitMs: 0, withOwn: false }));
  expect(asked).toMatchObject({ kind: 'rewound', common: early, heads: { S1: { seq: 4 } } });
  expect(sure(await restored.forStation(site, 'S2').push({ batches: [one.batch(5, 8)] }))).toMatchObject({ head: late, refused: [] });
  two.add(note('lebih baru'), { nowMs: Date.now() });
  expect((await pushed(restored, two, 1, 1)).head.seq).toBe(9);
});

test('a database that is restored under a running central gets no number a second time: what central decides then is a chain of its own', async () => {
  const url = await server.createDatabase();
  const database = onPostgres(url);
  const before = sure(await createCentralEngine({ database, clock: systemClock, signingKey, log: createLog(() => undefined, Date.now), recordings: noRecordings() }));
  await before.administration.createSite(site);
  const one = await enrolled(before, 'S1');
  one.add(openedAct('i1'), { nowMs: Date.now() });
  await pushed(before, one, 1, 1);
  await before.close();
  await database.close();
  const backup = onPostgres(await server.copy(url));
  onTestFinished(() => backup.close());

  const first = onPostgres(url);
  let current = first;
  // What a server does under the same address when an old backup is played back into it.
  const engine = await engineOn({ ...first, query: (text, values) => current.query(text, values), transaction: (work) => current.transaction(work) });
  const decide = async (text: string): Promise<JournalEvent | undefined> => {
    sure(await engine.command(site, 'Bu Rini', 'incident.note', { incidentId: 'i1', text }, `request ${text}`));
    return eventsIn(await pulled(engine, 'S1', siteStart)).at(-1);
  };
  const [a, b] = [await decide('a'), await decide('b')];
  expect([b?.station, b?.seq]).toEqual([a?.station, 2]);
  current = backup;
  const c = await decide('c');
  expect(c).toMatchObject({ seq: 1, act: { text: 'c' } });
  expect(c?.station).not.toBe(a?.station);
});
