import { describe, expect, test } from 'vitest';
import { awayMessage, beginSupervision, superviseCore, type CoreEvent, type CoreOrder, type Supervision } from './supervise-core.ts';

function follow(events: readonly [atMs: number, event: CoreEvent][], from: Supervision = beginSupervision(0)) {
  let now = from;
  const orders: CoreOrder[] = [];
  for (const [atMs, event] of events) {
    const { next, order } = superviseCore(now, event, atMs);
    now = next;
    orders.push(order);
  }
  return { now, orders };
}

const ready: CoreEvent = { kind: 'ready' };
const exited: CoreEvent = { kind: 'exited' };
const due: CoreEvent = { kind: 'due' };
const tick: CoreEvent = { kind: 'tick' };
const fatal: CoreEvent = { kind: 'fatal', sentence: 'Another Siaga 112 is running on this folder.' };

describe('restarts', () => {
  test('come after half a second, two and eight, then each eight', () => {
    const round: [number, CoreEvent][] = [[0, exited], [0, due]];
    const { orders } = follow([...round, ...round, ...round, ...round]);
    expect(orders).toEqual([{ startAfterMs: 500 }, 'start', { startAfterMs: 2000 }, 'start', { startAfterMs: 8000 }, 'start', { startAfterMs: 8000 }, 'start']);
  });

  test('count afresh once core was up for a minute', () => {
    const crashed = follow([[0, exited], [500, due], [600, exited], [2600, due], [3000, ready]]).now;
    expect(follow([[62_999, exited]], crashed).orders).toEqual([{ startAfterMs: 8000 }]);
    expect(follow([[63_000, exited]], crashed).orders).toEqual([{ startAfterMs: 500 }]);
  });

  test('hand a fresh port over whenever core is ready', () => {
    expect(follow([[100, ready], [200, exited], [700, due], [900, ready]]).orders).toEqual(['hand-over', { startAfterMs: 500 }, 'start', 'hand-over']);
  });
});

describe('a silent core', () => {
  const up = follow([[0, ready]]).now;

  test('is pinged five times and then killed', () => {
    const ticks = Array.from({ length: 6 }, (_, second): [number, CoreEvent] => [second * 1000, tick]);
    expect(follow(ticks, up).orders).toEqual(['ping', 'ping', 'ping', 'ping', 'ping', 'kill']);
  });

  test('lives on when it answers late, but within five', () => {
    const ticks = Array.from({ length: 5 }, (): [number, CoreEvent] => [0, tick]);
    expect(follow([...ticks, [0, { kind: 'pong' }], ...ticks], up).orders).not.toContain('kill');
  });

  test('may take two minutes to start', () => {
    const ticks = Array.from({ length: 121 }, (): [number, CoreEvent] => [0, tick]);
    const { orders } = follow(ticks);
    expect(orders.slice(0, 120).every((order) => order === null)).toBe(true);
    expect(orders[120]).toBe('kill');
  });
});

describe('a core that cannot run here', () => {
  const tryOnce: [number, CoreEvent][] = [[0, fatal], [0, exited], [0, due]];
  const givenUp = follow([...Array.from({ length: 8 }, () => tryOnce).flat(), [0, fatal], [0, exited]]);

  test('is tried eight times more and then left until somebody asks', () => {
    const waits = [500, 2000, 8000, 8000, 8000, 8000, 8000, 8000];
    expect(givenUp.orders).toEqual([...waits.flatMap((startAfterMs) => ['stop', { startAfterMs }, 'start']), 'stop', null]);
    expect(follow([[0, due], [60_000, tick]], givenUp.now).orders).toEqual([null, null]);
  });

  test('is tried again when a window asks ten seconds later, not at once', () => {
    expect(follow([[9_999, { kind: 'wanted' }], [10_000, { kind: 'wanted' }]], givenUp.now).orders).toEqual([null, 'start']);
  });

  test('keeps its sentence on the screen until it is up', () => {
    const trying = follow(tryOnce).now;
    expect(awayMessage(trying)).toEqual({ kind: 'siaga-core', state: 'fatal', sentence: 'Another Siaga 112 is running on this folder.', attempt: 1 });
    expect(awayMessage(follow([[0, ready]], trying).now)).toBeNull();
  });
});

test('windows are told whether core starts for the first time or again', () => {
  expect(awayMessage(beginSupervision(0))).toMatchObject({ state: 'starting', attempt: 0 });
  expect(awayMessage(follow([[0, exited]]).now)).toMatchObject({ state: 'restarting', attempt: 1 });
});
