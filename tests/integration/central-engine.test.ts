import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate, migrations } from '#central/db/migrations.ts';
import { receiptText, siteStart, type SnapshotAnswer } from '#contract/sync/sync-messages.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import { foldEntity, type AnyEntityState } from '#domain/journal/fold-entity.ts';
import { unpackBatch } from '#domain/sync/event-batch.ts';
import { systemClock } from '#ledger/clock.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createSigningKey, isSignedBy } from '#ledger/station-key.ts';
import { openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';
import { databasesOfBothKinds, engineOn, enrolled, eventsIn, note, pulled, pushed, signingKey, site, sure } from './central-site.ts';

const drivers = databasesOfBothKinds();

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
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 1 })).toMatchObject([{ id: 'i1', status: 'open' }]);
    // Pieces that overlap in any way are what they are, not another chain.
    one.add(note('lima'), { nowMs: Date.now() });
    const pieces = [one.batch(2, 5), one.batch(1, 4), one.batch(4, 4), one.batch(1, 5)];
    expect(sure(await engine.forStation(site, 'S1').push({ batches: pieces }))).toMatchObject({ head: { seq: 5 }, refused: [] });
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
    // The answer may not have arrived: who sends again is told again, and it is not counted twice.
    expect((await pushed(engine, one, 1, 3)).restamped).toEqual(answer.restamped);
    // Another seat's change a little later wins, though its clock says less than the one of 2099.
    nowMs += 90_000;
    two.add({ kind: 'incident.changed', incidentId: 'i1', priority: 1 }, { nowMs, seen: { S1: 2 } });
    await pushed(engine, two, 1, 1);
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 1 })).toMatchObject([{ priority: 1, conflictRules: [] }]);
    const entries = await pulled(engine, 'S2', siteStart);
    expect(entries.runs[0]).toMatchObject({ dead: [[2, expect.stringContaining('kind')]] });
    expect(entries.runs[0]?.orders[0]?.[0]).toBe(1);
    expect(await engine.desk.setAside(site)).toMatchObject([{ code: 'act-not-understood', times: 1 }, { code: 'clock-ahead', times: 1 }]);
  });

  test('eight who write at once leave no gap and no place twice, and one who reads by cursor meanwhile misses nothing', async () => {
    const engine = await engineOn(await open());
    const writers = await Promise.all(Array.from({ length: 8 }, (_, index) => enrolled(engine, `W${index}`)));
    await enrolled(engine, 'R');
    for (const writer of writers) for (let count = 0; count < 20; count += 1) writer.add(note(`${writer.station} ${count}`), { nowMs: Date.now() });
    let cursor = siteStart;
    let isDone = false;
    const read: JournalEvent[] = [];
    const reading = (async () => {
      for (;;) {
        const answer = await pulled(engine, 'R', cursor, 7);
        read.push(...eventsIn(answer));
        cursor = answer.next;
        if (isDone && read.length === 160) return;
      }
    })();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let from = 1; from <= 20; from += 1 + (index % 3)) await pushed(engine, writer, from, Math.min(20, from + (index % 3)));
      }),
    );
    isDone = true;
    await reading;
    expect(new Set(read.map(({ id }) => id)).size).toBe(160);
    for (const writer of writers) expect(read.filter(({ station }) => station === writer.station)).toEqual(writer.events);
    // Hash by hash, as the cursor says.
    const hash = read.reduce((before, event, index) => createHash('sha256').update(`${before}|${index + 1}|${event.hash}`).digest('hex'), siteStart.hash);
    expect(cursor).toEqual({ seq: 160, hash });
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
    // Its clock is fast, as far as is allowed: what is decided with knowledge of its acts stands behind them all the same.
    one.add(openedAct('i1'), { nowMs: Date.now() + 40_000 });
    one.add({ kind: 'unit.assigned', incidentId: 'i1', unitId: 'p01' }, { nowMs: Date.now() + 41_000 });
    one.add(openedComplaint('k1'), { nowMs: Date.now() + 42_000 });
    await pushed(engine, one, 1, 3);
    const close = (requestId: string) => engine.command(site, 'Bu Rini', 'incident.close', { incidentId: 'i1', disposition: 'handled' }, requestId);
    expect(await close('request-1')).toMatchObject({ ok: true });
    expect(await close('request-1')).toMatchObject({ ok: true });
    expect(await close('request-2')).toMatchObject({ ok: false, code: 'already-closed' });
    expect(await engine.command(site, 'Bu Rini', 'incident.open', {}, 'request-3')).toMatchObject({ ok: false, code: 'unknown-command' });
    expect(await engine.command(site, 'Bu Rini', 'incident.note', { incidentId: 'i1' }, 'request-4')).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(await engine.command(site, 'Bu Rini', 'number.mute', { number: '+6286011200001', minutes: 30, reason: 'iseng' }, 'request-5')).toMatchObject({ ok: true });
    expect(await engine.command(site, 'Bu Rini', 'number.unmute', { number: '+6286011200001' }, 'request-6')).toMatchObject({ ok: true });
    expect(await engine.command(site, 'Bu Rini', 'number.unmute', { number: '+6286011200001' }, 'request-7')).toMatchObject({ ok: true });
    expect(await engine.command(site, 'Bu Rini', 'complaint.assign', { complaintId: 'k1', agencyId: 'pu' }, 'request-8')).toMatchObject({ ok: true });
    expect(await engine.command(site, 'Bu Rini', 'complaint.close', { complaintId: 'k1', outcome: 'solved' }, 'request-9')).toMatchObject({ ok: true });
    expect(await engine.command(site, 'Bu Rini', 'complaint.note', { complaintId: 'k2', text: 'siapa' }, 'request-10')).toMatchObject({ ok: false, code: 'no-complaint' });
    expect(await engine.command(site, 'Bu Rini', 'complaint.answer', { complaintId: 'k1', text: 'sudah' }, 'request-11')).toMatchObject({ ok: false, code: 'complaint-over' });
    const events = eventsIn(await pulled(engine, 'S1', siteStart));
    expect(events.map(({ act }) => act.kind)).toEqual([
      'incident.opened', 'unit.assigned', 'complaint.opened', 'unit.released', 'incident.closed', 'number.muted', 'number.unmuted', 'complaint.assigned', 'complaint.closed',
    ]);
    expect(events[4]).toMatchObject({ actor: 'Bu Rini', seen: { S1: 2 } });
    expect(await engine.desk.units(site)).toMatchObject([{ unitId: 'p01', incidentId: null }]);
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 9 })).toEqual([]);
    expect(await engine.desk.incidents(site, { openOnly: false, limit: 9 })).toMatchObject([{ id: 'i1', status: 'closed', conflictRules: [] }]);
  });

  test('of an entity’s states in between the newest sixteen stay, of answers those of a week, and what comes late is folded right all the same', async () => {
    const database = await open();
    let nowMs = Date.now();
    const engine = await engineOn(database, { ...systemClock, now: () => nowMs });
    const [one, late] = [await enrolled(engine, 'S1'), await enrolled(engine, 'S2')];
    one.add(openedAct('i1'), { nowMs });
    late.add({ kind: 'incident.changed', incidentId: 'i1', priority: 3 }, { nowMs: nowMs + 1, seen: { S1: 1 } });
    for (let count = 0; count < 1_500; count += 1) one.add(note(`${count}`), { nowMs: nowMs + 2 + count });
    nowMs += 10_000;
    for (let from = 1; from <= 1_501; from += 300) await pushed(engine, one, from, Math.min(1_501, from + 299));
    const kept = () => database.query<{ order_key: string }>('SELECT order_key FROM entity_checkpoints WHERE site = $1 ORDER BY order_key', [site]);
    const places = Array.from({ length: 23 }, (_, index) => one.events[64 * (index + 1) - 1]?.hlc);
    expect((await kept()).map(({ order_key }) => order_key)).toEqual(places.slice(-16));
    await pushed(engine, late, 1, 1);
    expect(await engine.desk.incidents(site, { openOnly: true, limit: 1 })).toMatchObject([{ priority: 3, conflictRules: [] }]);
    expect(await kept()).toHaveLength(16);

    const tell = (requestId: string) => engine.command(site, 'Bu Rini', 'incident.note', { incidentId: 'i1', text: 'pasien sadar' }, requestId);
    const answers = () => database.query<{ request_id: string }>('SELECT request_id FROM answers WHERE site = $1 ORDER BY at_ms', [site]);
    await tell('a');
    nowMs += 6 * 86_400_000;
    await tell('b');
    expect((await answers()).map(({ request_id }) => request_id)).toEqual(['a', 'b']);
    nowMs += 86_400_001;
    await tell('c');
    expect((await answers()).map(({ request_id }) => request_id)).toEqual(['b', 'c']);
  });

  test('what the feeds told is kept once, given in the order it came, and forgotten a week after it came', async () => {
    let nowMs = Date.now();
    const engine = await engineOn(await open(), { ...systemClock, now: () => nowMs });
    for (const station of ['S1', 'S2']) await enrolled(engine, station);
    const message = (topic: string, receivedAtMs: number) => ({ sourceId: 'tel', topic, payload: Buffer.from(`\u0000 ${topic}`).toString('base64'), receivedAtMs });
    const [a, b, c] = [message('a', Date.now()), message('b', Date.now() + 1), message('c', Date.now() + 2)];
    expect(sure(await engine.forStation(site, 'S1').pushHeard([a, b]))).toBe(2);
    expect(sure(await engine.forStation(site, 'S2').pushHeard([b, c, c]))).toBe(1);
    expect(sure(await engine.forStation(site, 'S2').pullHeard(1, 10))).toEqual({ messages: [b, c], next: 3, head: 3 });
    nowMs += 8 * 86_400_000;
    expect(sure(await engine.forStation(site, 'S1').pushHeard([message('d', 0)]))).toBe(1);
    expect(sure(await engine.forStation(site, 'S2').pullHeard(0, 10))).toMatchObject({ messages: [{ topic: 'd' }], next: 4, head: 4 });
  });
});
