import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breath } from '#tests/fixtures/breath.ts';
import { listedStation, someAlarm, someUnit } from '#tests/fixtures/listed-station.ts';
import { pumpedClient } from '#tests/fixtures/pumped-client.ts';
import type { Alarm } from '#domain/alarms/alarm.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { Unit } from '#domain/units/unit.ts';
import type { LatestUpdate, LogUpdate } from '../feeds.ts';

type Step =
  | { readonly do: 'deliver'; readonly to: 'client' | 'station' }
  | { readonly do: 'put' | 'remove'; readonly unitId: string }
  | { readonly do: 'append'; readonly skip: number; readonly times: number }
  | { readonly do: 'ask' | 'cut' | 'breathe' | 'finish-reading' | 'health' }
  | { readonly do: 'move'; readonly ms: number }
  | { readonly do: 'reconnect'; readonly deliveries: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('deliver' as const), to: fc.constantFrom('client' as const, 'station' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('put' as const, 'put' as const, 'remove' as const), unitId: fc.constantFrom('a1', 'a2', 'a3') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('append' as const), skip: fc.nat(2), times: fc.oneof(fc.nat(3), fc.constant(250)) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'breathe' as const, 'breathe' as const, 'finish-reading' as const, 'health' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconnect' as const), deliveries: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), ms: fc.constantFrom(100, 1_000) }) },
);

/**
 * A station whose units, alarms and health change at random, a client that asks and reads slowly, and a port that delivers
 * one message at a time in any interleaving and breaks at any point.
 */
async function liveThrough(steps: readonly Step[], tail: number) {
  const done: string[] = [];
  const station = listedStation({
    handlers: {
      // An act as core does it: once per request id.
      'incident.note': (_input, _asker, requestId) => {
        if (!done.includes(requestId)) done.push(requestId);
        return success({});
      },
    },
  });
  for (let index = 0; index < 5; index += 1) station.alarms.append(someAlarm('before'));
  const window = pumpedClient(station.service);
  const units = new Map<string, number>();
  const seqs: number[] = [];
  const readings: (() => void)[] = [];
  const asked: Promise<unknown>[] = [];
  let overlapping = 0;
  let unitHealth = '';
  let version = 0;
  let isHurried = false;

  const slowly = <Update>(read: (update: Update) => void) => {
    let isReading = false;
    return async (update: Update): Promise<void> => {
      if (isReading) overlapping += 1;
      isReading = true;
      read(update);
      if (!isHurried) await new Promise<void>((resolve) => readings.push(resolve));
      isReading = false;
    };
  };
  const readUnits = slowly<LatestUpdate<Unit>>((update) => {
    if (update.snapshot) units.clear();
    for (const key of update.removed) units.delete(key);
    for (const unit of update.changed) units.set(unit.unitId, unit.statusSinceMs);
    unitHealth = update.health.reason ?? 'live';
  });
  const readAlarms = slowly<LogUpdate<Alarm>>((update) => seqs.push(...update.entries.map((entry) => entry.seq)));
  window.client.follow('units', {}, readUnits);
  window.client.follow('alarms', {}, readAlarms, { tail });
  await breath();

  for (const each of steps) {
    switch (each.do) {
      case 'deliver':
        window.pair()?.pump(each.to);
        break;
      case 'put':
        station.units.put(each.unitId, someUnit(each.unitId, 'available', (version += 1)));
        break;
      case 'remove':
        station.units.remove(each.unitId);
        break;
      case 'append':
        for (let time = 0; time < each.times; time += 1) station.alarms.append(someAlarm('x'), each.skip);
        break;
      case 'ask':
        asked.push(window.client.ask('incident.note', { incidentId: 'i', text: 'x' }, { timeoutMs: 3_600_000 }));
        break;
      case 'cut':
        window.cut();
        break;
      case 'reconnect':
        window.cut();
        window.clock.move(2_000);
        await breath();
        for (let delivery = 0; delivery < each.deliveries; delivery += 1) window.pair()?.pump(delivery % 2 === 0 ? 'station' : 'client');
        break;
      case 'breathe':
        await breath();
        break;
      case 'finish-reading':
        readings.shift()?.();
        await breath();
        break;
      case 'health':
        station.setHealth('units', { state: 'late', sinceMs: (version += 1), reason: `late ${version}` });
        break;
      case 'move':
        window.clock.move(each.ms);
        break;
    }
  }

  isHurried = true;
  for (const finish of readings.splice(0)) finish();
  for (let second = 0; second < 12; second += 1) {
    await window.flow();
    window.clock.move(1_000);
  }
  await window.flow();
  const answers = await Promise.all(asked);
  const readers = [station.units.readers(), station.alarms.readers(), station.healthReaders()];
  window.client.close();
  return { station, window, units, seqs, done, answers, overlapping, unitHealth, readers, waiting: window.clock.waiting() };
}

test('whatever breaks and when, the reader ends with what the station has, and every log entry came once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 200, size: 'max' }), fc.nat(6), async (steps, tail) => {
      const end = await liveThrough(steps, tail);
      expect(end.window.defects).toEqual([]);
      expect(end.station.defects).toEqual([]);
      expect(end.station.warnings).toEqual([]);

      expect(end.units).toEqual(new Map([...end.station.units.items].map(([key, unit]) => [key, unit.statusSinceMs])));
      expect(end.unitHealth).toBe(end.station.service.health('units').reason ?? 'live');
      expect(end.overlapping).toBe(0);

      const all = end.station.alarms.entries.map((entry) => entry.seq);
      expect(end.seqs).toEqual(all.slice(all.length - end.seqs.length));
      expect(end.seqs.length).toBeGreaterThanOrEqual(Math.min(tail, 5));

      expect(end.answers).toEqual(end.answers.map(() => success({})));
      expect(end.done).toHaveLength(end.answers.length);
      expect(end.readers).toEqual([1, 1, 1]);
      expect(end.waiting).toBe(0);
    }),
    { seed: 112, numRuns: 400 },
  );
}, 60_000);
