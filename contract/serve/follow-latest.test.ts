import { describe, expect, test } from 'vitest';
import { listedStation, someUnit } from '#tests/fixtures/listed-station.ts';
import { rawWindow } from '#tests/fixtures/raw-window.ts';

function followUnits(station: ReturnType<typeof listedStation>) {
  const window = rawWindow(station.service);
  window.say({ kind: 'subscribe', id: 1, feed: 'units', parameters: {} });
  return {
    updates: () => window.take('update').map((message) => message['update']),
    ack: (number: number) => window.say({ kind: 'ack', id: 1, number }),
  };
}

const live = { state: 'live', sinceMs: 1, reason: null };

describe('a latest feed', () => {
  test('starts with everything', () => {
    const station = listedStation();
    station.units.put('a1', someUnit('a1'));
    station.units.put('a2', someUnit('a2'));
    expect(followUnits(station).updates()).toEqual([
      { mode: 'latest', snapshot: true, changed: [someUnit('a1'), someUnit('a2')], removed: [], asOfMs: 5_000, health: live },
    ]);
  });

  test('starts with an empty snapshot when there is nothing, so that empty is known to be empty', () => {
    expect(followUnits(listedStation()).updates()).toEqual([
      { mode: 'latest', snapshot: true, changed: [], removed: [], asOfMs: 5_000, health: live },
    ]);
  });

  test('has at most one update on the way and skips the values in between', () => {
    const station = listedStation();
    const reader = followUnits(station);
    for (let version = 1; version <= 1_000; version += 1) station.units.put('a1', someUnit('a1', 'en-route', version));
    station.units.put('a2', someUnit('a2'));
    expect(reader.updates()).toHaveLength(1);
    reader.ack(1);
    expect(reader.updates()).toMatchObject([
      { snapshot: false, changed: [someUnit('a1', 'en-route', 1_000), someUnit('a2')], removed: [] },
    ]);
    reader.ack(2);
    expect(reader.updates()).toEqual([]);
  });

  test('tells what is gone, and not what came and went unseen as changed', () => {
    const station = listedStation();
    station.units.put('a1', someUnit('a1'));
    const reader = followUnits(station);
    station.units.remove('a1');
    station.units.put('a2', someUnit('a2'));
    station.units.remove('a2');
    reader.updates();
    reader.ack(1);
    expect(reader.updates()).toMatchObject([{ changed: [], removed: ['a1', 'a2'] }]);
  });

  test('takes only the acknowledgement of the update that is on the way', () => {
    const station = listedStation();
    const reader = followUnits(station);
    reader.updates();
    station.units.put('a1', someUnit('a1'));
    reader.ack(0);
    reader.ack(2);
    expect(reader.updates()).toEqual([]);
    reader.ack(1);
    reader.ack(1);
    expect(reader.updates()).toHaveLength(1);
  });

  test('tells a change of health alone, once, also when it came while an update was on the way', () => {
    const station = listedStation();
    const reader = followUnits(station);
    reader.updates();
    const down = { state: 'down', sinceMs: 9, reason: 'broker gone' } as const;
    station.setHealth('units', { state: 'late', sinceMs: 8, reason: 'slow' });
    station.setHealth('units', down);
    reader.ack(1);
    expect(reader.updates()).toMatchObject([{ snapshot: false, changed: [], removed: [], health: down }]);
    reader.ack(2);
    station.setHealth('units', down);
    station.setHealth('alarms', { state: 'late', sinceMs: 1, reason: null });
    expect(reader.updates()).toEqual([]);
  });

  test('that is off is not told again and again because its beginning is always now', () => {
    let nowMs = 0;
    const station = listedStation();
    const service = { ...station.service, health: () => ({ state: 'off' as const, sinceMs: ++nowMs, reason: null }) };
    const reader = followUnits({ ...station, service });
    reader.updates();
    reader.ack(1);
    station.setHealth('units', { state: 'off', sinceMs: 0, reason: null });
    expect(reader.updates()).toEqual([]);
  });
});
