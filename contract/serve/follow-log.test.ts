import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogUpdate } from '../feeds.ts';
import type { Alarm } from '#domain/alarms/alarm.ts';
import { listedLog, listedStation, someAlarm } from '#tests/fixtures/listed-station.ts';
import { rawWindow } from '#tests/fixtures/raw-window.ts';
import { tailStart } from './tail-start.ts';

function followAlarms(station: ReturnType<typeof listedStation>, from: { after?: number; tail?: number } = {}) {
  const window = rawWindow(station.service);
  window.say({ kind: 'subscribe', id: 1, feed: 'alarms', parameters: {}, ...from });
  return {
    messages: () => window.take('update') as unknown as { number: number; cursor: number; update: LogUpdate<Alarm> }[],
    ack: (number: number) => window.say({ kind: 'ack', id: 1, number }),
  };
}

function withAlarms(count: number) {
  const station = listedStation();
  for (let index = 1; index <= count; index += 1) station.alarms.append(someAlarm(`a${index}`));
  return station;
}

const seqs = (update: LogUpdate<Alarm>): number[] => update.entries.map((entry) => entry.seq);
const oneTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a log feed', () => {
  test('comes in batches of 200, one on the way, and says when the reader has everything', () => {
    const reader = followAlarms(withAlarms(450));
    const batches: [number[], boolean][] = [];
    for (let number = 1; number <= 3; number += 1) {
      const [message, ...more] = reader.messages();
      expect(more).toEqual([]);
      batches.push([seqs(message!.update), message!.update.caughtUp]);
      reader.ack(number);
    }
    expect(batches).toEqual([[oneTo(1, 200), false], [oneTo(201, 400), false], [oneTo(401, 450), true]]);
    expect(reader.messages()).toEqual([]);
  });

  test('says so at once when the last batch is exactly full, without an empty one behind it', () => {
    const reader = followAlarms(withAlarms(200));
    expect(reader.messages().map(({ update }) => update.caughtUp)).toEqual([true]);
    reader.ack(1);
    expect(reader.messages()).toEqual([]);
  });

  test('starts with an empty update when there is nothing', () => {
    expect(followAlarms(listedStation()).messages()).toMatchObject([
      { number: 1, cursor: 0, update: { entries: [], caughtUp: true } },
    ]);
  });

  test('drops nothing that comes while an update is on the way', () => {
    const station = withAlarms(1);
    const reader = followAlarms(station);
    reader.messages();
    station.alarms.append(someAlarm('b'), 5);
    station.alarms.append(someAlarm('c'));
    expect(reader.messages()).toEqual([]);
    reader.ack(1);
    const [message] = reader.messages();
    expect(seqs(message!.update)).toEqual([7, 8]);
    expect(message!.cursor).toBe(8);
  });

  test('goes on behind a number', () => {
    expect(seqs(followAlarms(withAlarms(10), { after: 7 }).messages()[0]!.update)).toEqual([8, 9, 10]);
  });

  test('that was read further than it is now goes on at its end', () => {
    const station = withAlarms(10);
    const reader = followAlarms(station, { after: 500 });
    expect(reader.messages()[0]).toMatchObject({ cursor: 10, update: { entries: [], caughtUp: true } });
    reader.ack(1);
    station.alarms.append(someAlarm('new'));
    expect(seqs(reader.messages()[0]!.update)).toEqual([11]);
  });

  test.each([[0, []], [3, [8, 9, 10]], [10, oneTo(1, 10)], [99, oneTo(1, 10)]])('with a tail of %i starts there', (tail, expected) => {
    expect(seqs(followAlarms(withAlarms(10), { tail }).messages()[0]!.update)).toEqual(expected);
  });

  test('tells a change of health alone', () => {
    const station = withAlarms(1);
    const reader = followAlarms(station);
    reader.messages();
    reader.ack(1);
    station.setHealth('alarms', { state: 'down', sinceMs: 9, reason: 'broker gone' });
    expect(reader.messages()).toMatchObject([
      { update: { entries: [], caughtUp: true, health: { state: 'down', sinceMs: 9, reason: 'broker gone' } } },
    ]);
  });
});

test('a tail holds at least as many entries as asked for, however wide the gaps between the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3), fc.nat(5_000)), { maxLength: 60 }), fc.nat(70), (gaps, tail) => {
      const log = listedLog<number>();
      for (const gap of gaps) log.append(0, gap);
      const entries = log.source.read({}, tailStart(log.source, {}, tail), 1_000);
      expect(entries.length).toBeGreaterThanOrEqual(Math.min(tail, gaps.length));
      if (tail === 0) expect(entries).toEqual([]);
      expect(entries).toEqual(log.entries.slice(log.entries.length - entries.length));
    }),
    { seed: 112, numRuns: 500 },
  );
});
