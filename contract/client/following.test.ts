import { describe, expect, test } from 'vitest';
import type { LatestUpdate, LogUpdate } from '../feeds.ts';
import { breath } from '#tests/fixtures/breath.ts';
import { listedStation, someAlarm, someUnit } from '#tests/fixtures/listed-station.ts';
import { pumpedClient } from '#tests/fixtures/pumped-client.ts';
import type { Alarm } from '#domain/alarms/alarm.ts';
import type { Failure } from '#domain/outcome/outcome.ts';
import type { Unit } from '#domain/units/unit.ts';

async function together() {
  const station = listedStation();
  const window = pumpedClient(station.service);
  await window.flow();
  return { station, ...window };
}

describe('a follower of a latest feed', () => {
  test('gets everything, then what changes, and a new snapshot over a new port', async () => {
    const { station, client, clock, flow, cut } = await together();
    const updates: LatestUpdate<Unit>[] = [];
    client.follow('units', {}, (update) => void updates.push(update));
    station.units.put('a1', someUnit('a1'));
    await flow();
    station.units.put('a2', someUnit('a2'));
    await flow();
    cut();
    station.units.remove('a1');
    clock.move(100);
    await flow();
    expect(updates.map(({ snapshot, changed, removed }) => [snapshot, changed.map((unit) => unit.unitId), removed])).toEqual([
      [true, ['a1'], []],
      [false, ['a2'], []],
      [true, ['a2'], []],
    ]);
    expect(station.units.readers()).toBe(1);
  });

  test('that is busy gets the next update only when it is done, with the newest values', async () => {
    const { station, client, flow } = await together();
    const painted = Promise.withResolvers<void>();
    const seen: number[][] = [];
    client.follow('units', {}, (update) => {
      seen.push(update.changed.map((unit) => unit.statusSinceMs));
      return seen.length === 1 ? painted.promise : undefined;
    });
    await flow();
    for (let version = 1; version <= 100; version += 1) {
      station.units.put('a1', someUnit('a1', 'en-route', version));
      await flow();
    }
    expect(seen).toEqual([[]]);
    painted.resolve();
    await flow();
    expect(seen).toEqual([[], [100]]);
  });

  test('that is busy while the port breaks is never called twice at once', async () => {
    const { station, client, clock, flow, cut } = await together();
    const painted = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    let calls = 0;
    client.follow('units', {}, async () => {
      calls += 1;
      most = Math.max(most, (running += 1));
      if (calls === 1) await painted.promise;
      running -= 1;
    });
    await flow();
    for (let time = 0; time < 3; time += 1) {
      cut();
      clock.move(100);
      await flow();
    }
    expect([calls, most]).toEqual([1, 1]);
    painted.resolve();
    await flow();
    expect([calls, most]).toEqual([2, 1]);
    station.units.put('a1', someUnit('a1'));
    await flow();
    expect([calls, most]).toEqual([3, 1]);
  });

  test.each([
    ['throws', () => { throw new Error('painting'); }],
    ['rejects', () => Promise.reject(new Error('painting'))],
  ])('that %s is reported and gets the next update all the same', async (_how, fail) => {
    const { station, client, flow, defects } = await together();
    let calls = 0;
    client.follow('units', {}, () => {
      calls += 1;
      return fail();
    });
    await flow();
    station.units.put('a1', someUnit('a1'));
    await flow();
    expect(calls).toBe(2);
    expect(defects).toEqual(Array.from({ length: 2 }, () => ({ message: 'a reader of units failed', error: new Error('painting') })));
  });

  test('hears nothing after it stopped, and the station neither', async () => {
    const { station, client, clock, flow, cut } = await together();
    let calls = 0;
    const stop = client.follow('units', {}, () => void (calls += 1));
    await flow();
    station.units.put('a1', someUnit('a1'));
    stop();
    await flow();
    cut();
    clock.move(100);
    await flow();
    expect(calls).toBe(1);
    expect(station.units.readers()).toBe(0);
  });

  test('may stop inside its own call', async () => {
    const { station, client, flow } = await together();
    let calls = 0;
    const stop = client.follow('units', {}, () => {
      calls += 1;
      stop();
    });
    await flow();
    station.units.put('a1', someUnit('a1'));
    await flow();
    expect(calls).toBe(1);
    expect(station.units.readers()).toBe(0);
  });

  test('that begins in the moment the station is there is subscribed once', async () => {
    const station = listedStation();
    const { client, flow } = pumpedClient(station.service);
    client.onState(() => client.follow('units', {}, () => undefined));
    await flow();
    expect(station.units.readers()).toBe(1);
  });
});

describe('a follower of a log feed', () => {
  function reading(client: Awaited<ReturnType<typeof together>>['client'], options: { tail?: number; afterSeq?: number } = {}) {
    const seqs: number[] = [];
    client.follow('alarms', {}, (update: LogUpdate<Alarm>) => void seqs.push(...update.entries.map((entry) => entry.seq)), options);
    return seqs;
  }

  test('resumes behind the last entry it was given, whether or not the station heard that it was', async () => {
    const { station, client, clock, flow, pair, cut } = await together();
    const seqs = reading(client);
    station.alarms.append(someAlarm('a'));
    await flow();
    station.alarms.append(someAlarm('b'));
    pair()?.pump('client');
    cut();
    station.alarms.append(someAlarm('c'));
    clock.move(100);
    await flow();
    expect(seqs).toEqual([1, 2, 3]);
  });

  test('with a tail of nothing misses nothing that comes while the port is down', async () => {
    const { station, client, clock, flow, cut } = await together();
    station.alarms.append(someAlarm('old'));
    const seqs = reading(client, { tail: 0 });
    await flow();
    cut();
    station.alarms.append(someAlarm('a'));
    station.alarms.append(someAlarm('b'));
    clock.move(100);
    await flow();
    expect(seqs).toEqual([2, 3]);
  });

  test('may start behind a number it knows', async () => {
    const { station, client, flow } = await together();
    for (const id of ['a', 'b', 'c']) station.alarms.append(someAlarm(id));
    const seqs = reading(client, { afterSeq: 1, tail: 0 });
    await flow();
    expect(seqs).toEqual([2, 3]);
  });
});

describe('a feed the station ends', () => {
  test('for good is told to its follower with the reason', async () => {
    const { client, flow, defects } = await together();
    const reasons: Failure[] = [];
    client.follow('timeline', { incidentId: '' }, () => undefined, { onEnded: (reason) => reasons.push(reason) });
    client.follow('timeline', { incidentId: '' }, () => undefined);
    await flow();
    expect(reasons).toMatchObject([{ ok: false, code: 'invalid-input' }]);
    expect(defects.map((defect) => defect.message)).toEqual(['timeline cannot be followed']);
  });

  test('because it cannot be read is shown as down once, and asked for again every 2 s', async () => {
    const { station, client, clock, flow, defects } = await together();
    const updates: LatestUpdate<Unit>[] = [];
    client.follow('units', {}, (update) => void updates.push(update));
    await flow();
    const { get } = station.units.items;
    station.units.items.get = () => {
      throw new Error('disk');
    };
    station.units.put('a1', someUnit('a1'));
    await flow();
    expect(updates.at(-1)).toMatchObject({ snapshot: false, changed: [], removed: [], health: { state: 'down' } });
    expect(updates.at(-1)?.health.reason).toContain('units');
    const told = updates.length;
    for (let time = 0; time < 5; time += 1) {
      clock.move(2_000);
      await flow();
    }
    expect([updates.length, defects.length, station.defects.length]).toEqual([told, 1, 6]);
    station.units.items.get = get;
    clock.move(2_000);
    await flow();
    expect(updates.at(-1)).toMatchObject({ snapshot: true, changed: [someUnit('a1')], health: { state: 'live' } });
    client.close();
    await breath();
    expect(clock.waiting()).toBe(0);
  });
});
