import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CentralDatabase } from '#central/db/central-database.ts';
import { openEmbeddedDatabase } from '#central/db/embedded-database.ts';
import { migrate, migrations } from '#central/db/migrations.ts';
import { connectPostgres } from '#central/db/postgres-database.ts';
import type { CentralEngine } from '#central/engine/central-engine.ts';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import { receiptText, siteStart, type PullAnswer, type PushAnswer, type SiteCursor, type SnapshotAnswer } from '#contract/sync/sync-messages.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import { foldEntity, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { unpackBatch } from '#domain/sync/event-batch.ts';
import { systemClock, type Clock } from '#ledger/clock.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createLog } from '#ledger/log.ts';
import { createSigningKey, isSignedBy } from '#ledger/station-key.ts';
import { openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startPostgres, type Postgres } from './postgres.ts';

const site = 'sumenep';
const log = createLog(() => undefined, Date.now);
let server: Postgres;

beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.close());

const note = (text: string): Act => ({ kind: 'incident.noted', incidentId: 'i1', text });
function sure<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.sentence}`);
  return outcome.value;
}

const signingKey = createSigningKey();

async function engineOn(database: CentralDatabase, clock: Clock = systemClock): Promise<CentralEngine> {
  const engine = sure(await createCentralEngine({ database, clock, signingKey, log }));
  await engine.administration.createSite(site);
  onTestFinished(async () => {
    await engine.close();
    await database.close();
  });
  return engine;
}

async function enrolled(engine: CentralEngine, station: string, ofSite = site): Promise<StationChain> {
  const chain = stationChain(ofSite, station);
  sure(await engine.administration.addStation(ofSite, station, chain.key.publicKey));
  return chain;
}

const pushed = async (engine: CentralEngine, chain: StationChain, from: number, to: number): Promise<PushAnswer> =>
  sure(await engine.forStation(site, chain.station).push({ batches: [chain.batch(from, to)] }));

const pulled = async (engine: CentralEngine, station: string, from: SiteCursor, limit = 1_000, withOwn = true): Promise<Extract<PullAnswer, { kind: 'entries' }>> => {
  const answer = sure(await engine.forStation(site, station).pull({ marks: [from], limit, waitMs: 0, withOwn }));
  if (answer.kind !== 'entries') throw new Error('central says it was restored');
  return answer;
};

function eventsIn(answer: Extract<PullAnswer, { kind: 'entries' }>): readonly JournalEvent[] {
  return answer.runs.flatMap(({ batch }) => sure(unpackBatch(batch, journalEventHash)));
}

let embedded: CentralDatabase | null = null;
afterAll(() => embedded?.close());

/** Opening one takes seconds: the tests share it and each begins with an empty schema. */
async function emptyEmbedded(): Promise<CentralDatabase> {
  const database = (embedded ??= await openEmbeddedDatabase(null));
  await database.transaction(({ script }) => script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  return { ...database, close: () => Promise.resolve() };
}

const drivers: readonly [string, () => Promise<CentralDatabase>][] = [
  ['embedded', emptyEmbedded],
  ['PostgreSQL', async () => connectPostgres({ url: await server.createDatabase(), clock: systemClock, log })],
];

describe.each(drivers)('central on %s', (_name, open) => {
  test('every migration runs, twice is once, and a database of a newer version is refused', async () => {
    const database = await open();
    onTestFinished(() => database.close());
    expect(await migrate(database, 1)).toEqual({ ok: true, value: { version: migrations.length } });
    expect(await migrate(database, 2)).toEqual({ ok: true, value: { version: migrations.length } });
    await database.query('INSERT INTO migrations (version, name, applied_ms) VALUES ($1, $2, $3)', [migrations.length + 1, 'later', 3]);
    expect(await migrate(database, 4)).toMatchObject({ ok: false, code: 'newer-database' });
  });

  test('a push is numbered once however often it comes, signed for, and pulled as it was', async () => {
    const engine = await engineOn(await open());
    const [one, two] = [await enrolled(engine, 'S1'), await enrolled(engine, 'S2')];
    one.add(openedAct('i1'), { nowMs: Date.now() });
    // Foreign text that PostgreSQL's own text cannot hold.
    for (const text of ['a\u0000b', '\ud800', 'selesai "x" \\ 😀']) one.add(note(text), { nowMs: Date.now() });
    const first = await pushed(engine, one, 1, 3);
    expect(first).toMatchObject({ head: { seq: 3 }, heads: { S1: { seq: 3, hash: one.events[2]?.hash } }, refused: [], restamped: [] });
    const [receipt] = first.receipts;
    expect(receipt && isSignedBy(signingKey.publicKey, receiptText(site, receipt), receipt.signature)).toBe(true);
    expect(await pushed(engine, one, 1, 3)).toMatchObject({ head: first.head, heads: first.heads, refused: [] });
    expect(await pushed(engine, one, 2, 4)).toMatchObject({ head: { seq: 4 }, heads: { S1: { seq: 4 } } });
    expect(eventsIn(await pulled(engine, two.station, siteStart))).toEqual(one.events);
    expect(eventsIn(await pulled(engine, 'S1', siteStart, 1_000, false))).toEqual([]);
  });

  test('a gap, a fork, a wrong signature and another’s events unsigned are refused with a reason, counted, and hold nobody up', async () => {
    const engine = await engineOn(await open());
    const [one, copy, two] = [await enrolled(engine, 'S1'), stationChain(site, 'S1'), await enrolled(engine, 'S2')];
    for (const chain of [one, copy]) for (let count = 0; count < 4; count += 1) chain.add(note(`${chain === one}${count}`), { nowMs: Date.now() });
    const central = engine.forStation(site, 'S1');
    const refused = async (api: typeof central, batch: ReturnType<StationChain['batch']>): Promise<string | undefined> => sure(await api.push({ batches: [batch] })).refused[0]?.code;
    expect(await refused(central, one.batch(2, 3))).toBe('events-missing');
    expect(await refused(central, copy.batch(1, 2))).toBe('signature-wrong');
    expect(await refused(central, { ...one.batch(1, 2), lastHash: '0'.repeat(64) })).toBe('chain-broken');
    expect((await pushed(engine, one, 1, 3)).refused).toEqual([]);
    sure(await engine.administration.addStation(site, 'S1', copy.key.publicKey));
    expect(await refused(central, copy.batch(1, 2))).toBe('chain-forked');
    expect(await refused(central, copy.batch(4, 4))).toBe('chain-forked');
    expect(await refused(engine.forStation(site, 'S2'), { ...one.batch(4, 4), signature: null })).toBe('signature-wrong');
    two.add(note('geht weiter'), { nowMs: Date.now() });
    expect(await pushed(engine, two, 1, 1)).toMatchObject({ heads: { S2: { seq: 1 } }, refused: [] });
    // What another station gives back needs the signature of the one who decided it; of an earlier enrolment will do.
    expect(sure(await engine.forStation(site, 'S2').push({ batches: [one.batch(4, 4)] }))).toMatchObject({ heads: { S1: { seq: 4 } }, refused: [] });
    expect(new Map((await engine.desk.setAside(site)).map(({ code, times }) => [code, times]))).toEqual(
      new Map([['chain-broken', 1], ['chain-forked', 2], ['events-missing', 1], ['signature-wrong', 2]]),
    );
  });

  test('a clock that is ahead gets the time of its arrival, and an act nobody understands is kept without effect', async () => {
    let nowMs = Date.now();
    const engine = await engineOn(await open(), { ...systemClock, now: () => nowMs });
    const [one, two] = [await enrolled(engine, 'S1'), await enrolled(engine, 'S2')];
    one.add(openedAct('i1'), { nowMs });
    one.add({ kind: 'incident.changed', incidentId: 'i1', priority: 3 }, { nowMs: nowMs + 73 * 365 * 86_400_000 });
    one.add({ kind: 'incident.exploded', incidentId: 'i1' } as unknown as Act, { nowMs });
    const answer = await pushed(engine, one, 1, 3);
    expect(answer.restamped).toMatchObject([{ station: 'S1', seq: 2 }]);
    // Another seat's change a little later wins, though its clock says less than the one of 2099.
    nowMs += 90_000;
    two.add({ kind: 'incident.changed', incidentId: 'i1', priority: 1 }, { nowMs, seen: { S1: 2 } });
    await pushed(engine, two, 1, 1);
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 1 })).toMatchObject([{ priority: 1, conflictRules: [] }]);
    const entries = await pulled(engine, 'S2', siteStart);
    expect(entries.runs[0]).toMatchObject({ dead: [[2, expect.stringContaining('kind')]] });
    expect(entries.runs[0]?.orders[0]?.[0]).toBe(1);
    expect(await engine.desk.setAside(site)).toMatchObject([{ code: 'act-not-understood' }, { code: 'clock-ahead' }]);
  });

  test('eight who write at once leave no gap and no place twice, and one who reads by cursor meanwhile misses nothing', async () => {
    const engine = await engineOn(await open());
    const writers = await Promise.all(Array.from({ length: 8 }, (_, index) => enrolled(engine, `W${index}`)));
    await enrolled(engine, 'R');
    for (const writer of writers) for (let count = 0; count < 40; count += 1) writer.add(note(`${writer.station} ${count}`), { nowMs: Date.now() });
    let cursor = siteStart;
    let isDone = false;
    const read: JournalEvent[] = [];
    const reading = (async () => {
      for (;;) {
        const answer = await pulled(engine, 'R', cursor, 7);
        read.push(...eventsIn(answer));
        cursor = answer.next;
        if (isDone && read.length === 320) return;
      }
    })();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let from = 1; from <= 40; from += 1 + (index % 3)) await pushed(engine, writer, from, Math.min(40, from + (index % 3)));
      }),
    );
    isDone = true;
    await reading;
    expect(new Set(read.map(({ id }) => id)).size).toBe(320);
    for (const writer of writers) expect(read.filter(({ station }) => station === writer.station)).toEqual(writer.events);
    // Hash by hash, as the cursor says.
    const hash = read.reduce((before, event, index) => createHash('sha256').update(`${before}|${index + 1}|${event.hash}`).digest('hex'), siteStart.hash);
    expect(cursor).toEqual({ seq: 320, hash });
  });

  test('who waits is answered when something comes, from whichever side', async () => {
    const engine = await engineOn(await open());
    const one = await enrolled(engine, 'S1');
    await enrolled(engine, 'S2');
    one.add(note('x'), { nowMs: Date.now() });
    const waiting = engine.forStation(site, 'S2').pull({ marks: [siteStart], limit: 10, waitMs: 20_000, withOwn: false });
    await pushed(engine, one, 1, 1);
    expect(sure(await waiting)).toMatchObject({ kind: 'entries', next: { seq: 1 } });
    const nothing = await engine.forStation(site, 'S2').pull({ marks: [sure(await waiting).head], limit: 10, waitMs: 50, withOwn: false });
    expect(sure(nothing)).toMatchObject({ kind: 'entries', runs: [] });
  });

  test('the snapshot, page by page, is what folding everything gives, and the history goes back to the first event', async () => {
    const engine = await engineOn(await open());
    const [one, two] = [await enrolled(engine, 'S1'), await enrolled(engine, 'S2')];
    const nowMs = Date.now();
    for (let count = 0; count < 150; count += 1) {
      const chain = count % 3 === 0 ? two : one;
      const act: Act = count % 10 === 0 ? openedAct(`i${count}`) : count % 7 === 0 ? { kind: 'unit.assigned', incidentId: `i${count - (count % 10)}`, unitId: 'p01' } : { kind: 'unit.status-set', unitId: `p0${count % 4}`, status: 'returning', incidentId: null };
      // Some are told late: their time is before what central has.
      chain.add(act, { nowMs: nowMs + (chain === two ? count * 10 : 2_000 - count * 10) });
    }
    await pushed(engine, one, 1, one.events.length);
    for (let from = 1; from <= two.events.length; from += 5) await pushed(engine, two, from, Math.min(two.events.length, from + 4));

    const central = engine.forStation(site, 'S2');
    const folded = new Map<string, AnyEntityState | undefined>();
    for (const event of [...one.events, ...two.events].toSorted((left, right) => (left.hlc < right.hlc ? -1 : 1))) {
      for (const entity of event.act.kind === 'unit.assigned' ? [`incident:${event.act.incidentId}` as const, `unit:${event.act.unitId}` as const] : 'unitId' in event.act ? [`unit:${event.act.unitId}` as const] : [`incident:${'incidentId' in event.act ? event.act.incidentId : ''}` as const]) {
        folded.set(entity, foldEntity(entity, folded.get(entity), event));
      }
    }
    const states = new Map<string, unknown>();
    for (let before: number | null = null; ; ) {
      const page: SnapshotAnswer = sure(await central.snapshot({ before, limit: 3 }));
      for (const { entity, body } of page.entities) states.set(entity, JSON.parse(body));
      before = page.next;
      if (before === null) break;
    }
    expect(Object.fromEntries(states)).toEqual(JSON.parse(JSON.stringify(Object.fromEntries([...folded].filter(([, state]) => state !== undefined)))));

    const back: JournalEvent[] = [];
    for (let before = 151; before > 1; ) {
      const piece = sure(await central.history({ before, limit: 40 }));
      back.unshift(...piece.runs.flatMap(({ batch }) => sure(unpackBatch(batch, journalEventHash))));
      before = piece.next;
    }
    expect(back.filter(({ station }) => station === 'S1')).toEqual(one.events);
    expect(back).toHaveLength(150);
  });

  test('two sites in one central see nothing of each other, and nobody speaks for a site that did not let him in', async () => {
    const engine = await engineOn(await open());
    await engine.administration.createSite('batang');
    const [here, there] = [await enrolled(engine, 'S1'), await enrolled(engine, 'S1', 'batang')];
    here.add(openedAct('i1', { note: 'di sini' }), { nowMs: Date.now() });
    there.add(openedAct('i1', { note: 'di sana' }), { nowMs: Date.now() });
    await pushed(engine, here, 1, 1);
    expect(sure(await engine.forStation('batang', 'S1').push({ batches: [here.batch(1, 1)] })).refused).toMatchObject([{ code: 'signature-wrong' }]);
    sure(await engine.forStation('batang', 'S1').push({ batches: [there.batch(1, 1)] }));
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 10 })).toMatchObject([{ note: 'di sini' }]);
    expect(await engine.desk.incidents('batang', { openOnly: true, limit: 10 })).toMatchObject([{ note: 'di sana' }]);
    expect(await engine.forStation('batang', 'S2').pull({ marks: [siteStart], limit: 10, waitMs: 0, withOwn: true })).toMatchObject({ ok: false, code: 'not-enrolled' });
    expect(await engine.forStation('nowhere', 'S1').pull({ marks: [siteStart], limit: 10, waitMs: 0, withOwn: true })).toMatchObject({ ok: false, code: 'no-site' });
    sure(await engine.administration.revoke(site, 'S1'));
    expect(await engine.forStation(site, 'S1').push({ batches: [here.batch(1, 1)] })).toMatchObject({ ok: false, code: 'revoked' });
  });

  test('a code lets one station in, once', async () => {
    const engine = await engineOn(await open());
    const key = createSigningKey().publicKey;
    const { code } = sure(await engine.administration.createEnrolmentCode(site, 'S7'));
    expect(await engine.administration.enrol(site, 'S8', code, key)).toMatchObject({ ok: false, code: 'code-refused' });
    const both = await Promise.all([engine.administration.enrol(site, 'S7', code.toLowerCase().replaceAll('-', ' '), key), engine.administration.enrol(site, 'S7', code, key)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test('a supervisor decides by the same rules as a seat, and the same request once', async () => {
    const engine = await engineOn(await open());
    const one = await enrolled(engine, 'S1');
    one.add(openedAct('i1'), { nowMs: Date.now() });
    one.add({ kind: 'unit.assigned', incidentId: 'i1', unitId: 'p01' }, { nowMs: Date.now() });
    await pushed(engine, one, 1, 2);
    const close = (requestId: string) => engine.command(site, 'Bu Rini', 'incident.close', { incidentId: 'i1', disposition: 'handled' }, requestId);
    expect(await close('request-1')).toMatchObject({ ok: true });
    expect(await close('request-1')).toMatchObject({ ok: true });
    expect(await close('request-2')).toMatchObject({ ok: false, code: 'already-closed' });
    expect(await engine.command(site, 'Bu Rini', 'incident.open', {}, 'request-3')).toMatchObject({ ok: false, code: 'unknown-command' });
    expect(await engine.command(site, 'Bu Rini', 'incident.note', { incidentId: 'i1' }, 'request-4')).toMatchObject({ ok: false, code: 'invalid-input' });
    const events = eventsIn(await pulled(engine, 'S1', siteStart));
    expect(events.map(({ act }) => act.kind)).toEqual(['incident.opened', 'unit.assigned', 'unit.released', 'incident.closed']);
    expect(events[3]).toMatchObject({ actor: 'Bu Rini', seen: { S1: 2 } });
    expect(await engine.desk.units(site)).toMatchObject([{ unitId: 'p01', incidentId: null }]);
  });

  test('what the feeds told is kept once and given in the order it came', async () => {
    const engine = await engineOn(await open());
    for (const station of ['S1', 'S2']) await enrolled(engine, station);
    const message = (topic: string, receivedAtMs: number) => ({ sourceId: 'tel', topic, payload: Buffer.from(`\u0000 ${topic}`).toString('base64'), receivedAtMs });
    const [a, b, c] = [message('a', Date.now()), message('b', Date.now() + 1), message('c', Date.now() + 2)];
    expect(sure(await engine.forStation(site, 'S1').pushHeard([a, b]))).toBe(2);
    expect(sure(await engine.forStation(site, 'S2').pushHeard([b, c, c]))).toBe(1);
    expect(sure(await engine.forStation(site, 'S2').pullHeard(1, 10))).toEqual({ messages: [b, c], next: 3, head: 3 });
  });
});

test('two centrals on one PostgreSQL are one: what is pushed here wakes who waits there', async () => {
  const url = await server.createDatabase();
  const [here, there] = [await engineOn(connectPostgres({ url, clock: systemClock, log })), await engineOn(connectPostgres({ url, clock: systemClock, log }))];
  const one = await enrolled(here, 'S1');
  await enrolled(there, 'S2');
  one.add(note('x'), { nowMs: Date.now() });
  const waiting = there.forStation(site, 'S2').pull({ marks: [siteStart], limit: 10, waitMs: 20_000, withOwn: false });
  await pushed(here, one, 1, 1);
  expect(sure(await waiting)).toMatchObject({ kind: 'entries', next: { seq: 1 } });
});

test('a central restored from an older copy says so, names the common place, and takes back what it forgot from anybody who has it', async () => {
  const url = await server.createDatabase();
  const database = connectPostgres({ url, clock: systemClock, log });
  const before = sure(await createCentralEngine({ database, clock: systemClock, signingKey, log }));
  await before.administration.createSite(site);
  const [one, two] = [await enrolled(before, 'S1'), await enrolled(before, 'S2')];
  for (let count = 0; count < 9; count += 1) one.add(note(`${count}`), { nowMs: Date.now() });
  const early = (await pushed(before, one, 1, 4)).head;
  await before.close();
  await database.close();
  const copy = await server.copy(url);

  const live = await engineOn(connectPostgres({ url, clock: systemClock, log }));
  const late = (await pushed(live, one, 5, 8)).head;
  const restored = await engineOn(connectPostgres({ url: copy, clock: systemClock, log }));
  const asked = sure(await restored.forStation(site, 'S2').pull({ marks: [late, early, siteStart], limit: 10, waitMs: 0, withOwn: false }));
  expect(asked).toMatchObject({ kind: 'rewound', common: early, heads: { S1: { seq: 4 } } });
  expect(sure(await restored.forStation(site, 'S2').push({ batches: [one.batch(5, 8)] }))).toMatchObject({ head: late, refused: [] });
  two.add(note('lebih baru'), { nowMs: Date.now() });
  expect((await pushed(restored, two, 1, 1)).head.seq).toBe(9);
});

test('the embedded database keeps what it answered when the process that held it opens it again', async () => {
  const folder = temporaryFolder();
  const first = await openEmbeddedDatabase(folder);
  const engine = sure(await createCentralEngine({ database: first, clock: systemClock, signingKey, log }));
  await engine.administration.createSite(site);
  const one = await enrolled(engine, 'S1');
  one.add(note('x'), { nowMs: Date.now() });
  const { head } = await pushed(engine, one, 1, 1);
  expect(await first.query("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit")).toEqual([{ fsync: 'on', commit: 'on' }]);
  await engine.close();
  await first.close();
  const again = await engineOn(await openEmbeddedDatabase(folder));
  expect(await again.administration.sites()).toMatchObject([{ site, head }]);
});
