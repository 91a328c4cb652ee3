import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk, type FactsOnDisk, type SourceMessage } from '#tests/fixtures/facts-on-disk.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { messagesOf, scenes } from '#tests/fixtures/radio-scenes.ts';
import { repeatingClock, type RepeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** When the radio scenes play. */
const startMs = Date.UTC(2027, 2, 1, 1, 0, 0);

/** A message and when it comes, in seconds after the start. */
type Timed = { readonly atS: number; readonly message: SourceMessage };

/** A few minutes of a site: two calls, everything the radio scenes know, a moving ambulance, a press of its button. */
function someMinutes(): Timed[] {
  const one = telephoneCall('pbx1-1.1', { epochMs: startMs - 1_000, startMs });
  const two = telephoneCall('pbx1-1.2', { epochMs: startMs - 1_000, startMs });
  const calls: Timed[] = [
    [1, one.joined()], [2, one.offered(2, 2)], [4, two.joined(1, 4)], [5, one.connected(3, 5)], [6, two.event(2, 6, 'queue.position', { queue: 'q112', position: 1, count: 1 })],
    [30, one.event(4, 30, 'agent.completed', { agent: { id: '101' }, talk_ms: 25_000, ended_by: 'caller' })], [31, one.ended(5, 31)],
    [40, two.event(3, 40, 'queue.exited', { queue: 'q112', reason: 'abandoned', wait_ms: 36_000, position: 1 })], [41, two.event(4, 41, 'call.ended', { outcome: 'abandoned', by: 'caller', callback_needed: true })],
  ].map(([atS, message]) => ({ atS: atS as number, message: message as SourceMessage }));
  const radio = Object.values(scenes).flatMap((scene, index) =>
    messagesOf(scene).map((message): Timed => {
      const shiftS = index * 60;
      const body = JSON.parse(new TextDecoder().decode(message.payload)) as Record<string, { timestamp: string }>;
      for (const part of Object.values(body)) part.timestamp = new Date(Date.parse(part.timestamp) + shiftS * 1_000).toISOString();
      return { atS: (message.receivedAtMs - startMs) / 1_000 + shiftS, message: { sourceId: 'ht', topic: 'ht-sumenep/json', body } };
    }),
  );
  const fixes = Array.from({ length: 20 }, (_, index): Timed => ({ atS: index * 10 + 0.5, message: trackerFix('tracker-p01', startMs + index * 10_000, -7.05 + index * 0.001, 113.8) }));
  const press: Timed = { atS: 77, message: trackerFix('tracker-p02', startMs + 77_000, -7.06, 113.8, { attributes: { alarm: 'sos' } }) };
  return [...calls, ...radio, ...fixes, press].sort((left, right) => left.atS - right.atS);
}

/** Everything that is kept of what the feeds told, apart from log numbers and arrival times. */
function kept(facts: FactsOnDisk): unknown {
  const rows = (sql: string): unknown[] => facts.database.prepare(sql).all();
  return {
    calls: rows('SELECT id, ended_ms, joined_ms, body FROM calls ORDER BY id'),
    events: rows('SELECT id, call_id, verdict FROM call_events ORDER BY id'),
    transmissions: rows("SELECT id, started_ms, ended_ms, json_remove(body, '$.lastHeardAtMs') AS body FROM transmissions ORDER BY id"),
    fixes: rows('SELECT id, standing FROM fixes ORDER BY id'),
    positions: rows("SELECT unit_id, json_remove(body, '$.receivedAtMs') AS body FROM unit_positions ORDER BY unit_id"),
    alarms: facts.alarms(),
  };
}

function hearAll(facts: FactsOnDisk, timed: readonly Timed[], times = 1): void {
  for (const { atS, message } of timed) {
    facts.clock.move(Math.max(0, startMs + Math.round(atS * 1_000) - facts.clock.now()));
    facts.closeUnended();
    facts.hear(...Array.from({ length: times }, () => message));
  }
}

const freshClock = (): RepeatingClock => repeatingClock(startMs - 1_000);

describe('the same message twice', () => {
  test('is one call, one over, one fix and one alarm', () => {
    const once = factsOnDisk(temporaryFolder(), freshClock());
    hearAll(once, someMinutes());
    const twice = factsOnDisk(temporaryFolder(), freshClock());
    hearAll(twice, someMinutes(), 2);
    expect(kept(twice)).toEqual(kept(once));
    expect(twice.logLength('transmissions')).toBe(once.logLength('transmissions'));
    expect(twice.logLength('alarms')).toBe(once.logLength('alarms'));
    expect(once.latest('calls')).toMatchObject([{ id: 'pbx1-1.1', outcome: 'served' }, { id: 'pbx1-1.2', state: 'abandoned', callbackNeeded: true }]);
    expect(once.alarms().map((alarm) => alarm.kind).sort()).toEqual(['radio-emergency', 'tracker-sos']);
    const counted = (facts: FactsOnDisk): number => facts.stores.counts.all().reduce((sum, count) => sum + count.stored + count.duplicate + count.ignored + count.quarantined, 0);
    expect([counted(once), counted(twice)]).toEqual([someMinutes().length, someMinutes().length * 2]);
    expect(twice.stores.counts.all().every((count) => count.duplicate >= count.stored)).toBe(true);
  });

  test('counts once also when the station was closed and opened between the two, in the middle of calls and overs', () => {
    const through = factsOnDisk(temporaryFolder(), freshClock());
    hearAll(through, someMinutes());
    for (const cutAt of [3, 20, 45, 90, 140]) {
      const folder = temporaryFolder();
      const clock = freshClock();
      const before = factsOnDisk(folder, clock);
      hearAll(before, someMinutes().slice(0, cutAt));
      before.close();
      const after = factsOnDisk(folder, clock);
      // What the broker had no acknowledgement for comes again.
      after.hear(...someMinutes().slice(Math.max(0, cutAt - 15), cutAt).map(({ message }) => message));
      hearAll(after, someMinutes().slice(cutAt));
      expect(kept(after), `cut at ${cutAt}`).toEqual(kept(through));
      after.close();
    }
  });

  test('whichever messages come again, and however often, the end is the same', () => {
    const all = someMinutes();
    const once = factsOnDisk(temporaryFolder(), freshClock());
    hearAll(once, all);
    const expected = kept(once);
    // A broker sends again what it has no acknowledgement for, in order, after what came since.
    const again = fc.array(fc.record({ at: fc.nat({ max: all.length - 1 }), last: fc.nat({ max: 20 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(again, (repeats) => {
        const facts = factsOnDisk(temporaryFolder(), freshClock());
        all.forEach((timed, index) => {
          hearAll(facts, [timed]);
          for (const { at, last } of repeats) if (at === index) facts.hear(...all.slice(Math.max(0, index - last), index + 1).map(({ message }) => message));
        });
        expect(kept(facts)).toEqual(expected);
        facts.close();
      }),
      { seed: 112, numRuns: 25 },
    );
  }, 60_000);
});

describe('overs', () => {
  const start = (atS: number, more: object = {}): Timed => ({
    atS,
    message: { sourceId: 'ht', topic: 'ht-sumenep/json', body: { DMR: { slot: 1, timestamp: new Date(startMs + atS * 1_000).toISOString(), action: 'start', source: 'rf', src_id: 5_101_234, dst_id: 112, group: 'yes', src_info: 'P01', ...more } } },
  });

  test('that were open when the station closed are closed when their time is up', () => {
    const folder = temporaryFolder();
    const clock = repeatingClock(startMs);
    const before = factsOnDisk(folder, clock);
    hearAll(before, [start(1)]);
    before.close();
    const after = factsOnDisk(folder, clock);
    expect(after.transmissions()).toMatchObject([{ unitId: 'p01', endedAtMs: null }]);
    clock.move(600_000);
    after.closeUnended();
    expect(after.transmissions()).toMatchObject([{ end: 'stale', endedAtMs: startMs + 1_000 }]);
  });

  test('end when their source can no longer be heard, and go on when it can', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    hearAll(facts, [start(1)]);
    facts.closeUnended(['owntracks']);
    expect(facts.transmissions()).toMatchObject([{ endedAtMs: null }]);
    facts.closeUnended(['ht']);
    expect(facts.transmissions()).toMatchObject([{ end: 'source-down' }]);
    hearAll(facts, [{ atS: 4, message: { sourceId: 'ht', topic: 'ht-sumenep/json', body: { DMR: { slot: 1, timestamp: new Date(startMs + 4_000).toISOString(), action: 'end', duration: 3, ber: 0.1 } } } }]);
    expect(facts.transmissions()).toMatchObject([{ end: 'terminator', durationMs: 3_000 }]);
  });

  test('that one list tells of are all heard, and over when the next lists lack them', () => {
    const site = siteOnBroker('mqtt://127.0.0.1:9') as { sources: object[] };
    const profile = profileOf({ ...site, sources: [...site.sources, { id: 'p25', kind: 'trunk-recorder', broker: 'lan', topic: 'tr' }] });
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs), profile);
    const list = (atS: number, talkgroups: readonly number[]): Timed => {
      const call = (talkgroup: number, index: number): object => ({ id: `1_${talkgroup}_${startMs / 1_000}`, call_num: index, talkgroup, unit: 100 + index, start_time: startMs / 1_000, emergency: false });
      return { atS, message: { sourceId: 'p25', topic: 'tr/calls_active', body: { type: 'calls_active', calls: talkgroups.map(call), timestamp: startMs / 1_000 + atS, instance_id: 'tr' } } };
    };
    hearAll(facts, [list(1, [11, 12, 13]), list(2, [11, 12, 13])], 2);
    expect(facts.transmissions().map((over) => [over.talkgroup, over.endedAtMs])).toEqual([[11, null], [12, null], [13, null]]);
    hearAll(facts, [list(3, [11]), list(4, [11]), list(5, [11])], 2);
    expect(facts.transmissions().map((over) => [over.talkgroup, over.end])).toEqual([[11, null], [12, 'lost'], [13, 'lost']]);
  });

  test('of a host that names no times may be told in the same words twice', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    const say = (atS: number, body: object): Timed => ({ atS, message: { sourceId: 'ht', topic: 'ht-sumenep/json', body: { DMR: { slot: 1, ...body } } } });
    const over = (atS: number): Timed[] => [say(atS, { action: 'start', source: 'rf', src_id: 5_101_234, dst_id: 112, group: 'yes' }), say(atS + 3, { action: 'end', duration: 3, ber: 0.1 })];
    hearAll(facts, [...over(1), ...over(20)]);
    expect(facts.transmissions().map(({ end, startedAtMs }) => [end, (startedAtMs - startMs) / 1_000])).toEqual([['terminator', 1], ['terminator', 20]]);
  });

  test('that a transaction could not keep are heard anew when their message comes again', () => {
    const facts = factsOnDisk(temporaryFolder(), repeatingClock(startMs));
    facts.database.pragma('query_only = ON');
    facts.hear(start(0).message);
    expect(facts.transmissions()).toEqual([]);
    facts.database.pragma('query_only = OFF');
    facts.clock.move(1_000);
    expect(facts.transmissions()).toMatchObject([{ radioId: 5_101_234, endedAtMs: null }]);
  });
});
