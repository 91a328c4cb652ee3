import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRadioSignal, closeAll, closeStale, noOvers, restoreOpenOvers, type OpenOvers } from './overs.ts';
import { radioSignal, type RadioSignal } from './radio-signal.ts';
import type { Transmission } from './transmission.ts';

const t0 = 1_800_000_000_000;
const timeoutMs = 180_000;

/** A signal of slot 2 of one host, `atMs` after the beginning. */
function signal(phase: RadioSignal['phase'], atMs: number, rest: Partial<RadioSignal> = {}): RadioSignal {
  return radioSignal({ sourceId: 'host', mode: 'DMR', phase, key: 'DMR:2', slot: 2, atMs: t0 + atMs, receivedAtMs: t0 + atMs, ...rest });
}
const rfStart = (atMs: number, radioId = 1): RadioSignal => signal('start', atMs, { direction: 'rf', radioId, talkgroup: 112 });
const rssi = (atMs: number, rssiDbm = -80): RadioSignal => signal('quality', atMs, { direction: 'rf', rssiDbm });
const rfEnd = (atMs: number, durationMs: number): RadioSignal => signal('end', atMs, { durationMs, berPercent: 0.5, rssiDbm: -90 });

function hear(...signals: RadioSignal[]): { overs: OpenOvers; heard: Transmission[] } {
  const heard = new Map<string, Transmission>();
  let overs = noOvers;
  for (const each of signals) {
    const change = applyRadioSignal(overs, each, timeoutMs);
    overs = change.open;
    for (const over of change.changed) heard.set(over.id, over);
  }
  return { overs, heard: [...heard.values()] };
}

describe('an over', () => {
  test('keeps its newest strength and worst errors while it lasts, and what the end says after that', () => {
    const during = hear(rfStart(0), rssi(400, -80), signal('quality', 500, { direction: 'rf', berPercent: 4 }), signal('quality', 1_600, { direction: 'rf', berPercent: 1 }), rssi(1_700, -85));
    expect(during.heard).toMatchObject([{ rssiDbm: -85, berPercent: 4, endedAtMs: null, lastHeardAtMs: t0 + 1_700 }]);
    const { heard } = hear(rfStart(0), rssi(400, -80), rfEnd(3_000, 2_900));
    expect(heard).toMatchObject([{ rssiDbm: -90, berPercent: 0.5, durationMs: 2_900, endedAtMs: t0 + 3_000, end: 'terminator' }]);
  });

  test('by radio and one by network on the same slot end each by its own end', () => {
    const { heard } = hear(
      signal('start', 0, { direction: 'network', radioId: 7 }),
      rfStart(1_000),
      signal('end', 3_000, { durationMs: 3_000, berPercent: 0, lossPercent: 2 }),
      rfEnd(5_000, 3_900),
    );
    expect(heard).toMatchObject([{ direction: 'network', radioId: 7, endedAtMs: t0 + 3_000, lossPercent: 2 }, { direction: 'rf', radioId: 1, endedAtMs: t0 + 5_000 }]);
  });

  test('that ends without figures is the oldest data over', () => {
    const { heard } = hear(rfStart(0), signal('start', 500, { direction: 'network', radioId: 9, data: true }), signal('end', 700));
    expect(heard).toMatchObject([{ radioId: 1, end: null }, { radioId: 9, kind: 'data', end: 'terminator', durationMs: 200 }]);
  });

  test('is superseded by the next start of the same direction, and mended by its own late end', () => {
    const overtaken = hear(rfStart(0), rfStart(3_200, 2), rfEnd(3_000, 2_950));
    expect(overtaken.heard).toMatchObject([{ radioId: 1, end: 'terminator', durationMs: 2_950 }, { radioId: 2, end: null }]);
    expect(hear(rfStart(0), rfStart(3_200, 2)).heard).toMatchObject([{ radioId: 1, end: 'superseded', endedAtMs: t0 + 3_200, durationMs: null }, { radioId: 2 }]);
  });

  test('whose end came before its start is one over with its talker', () => {
    const { heard } = hear({ ...rfEnd(2_000, 2_000), receivedAtMs: t0 }, { ...rfStart(0), receivedAtMs: t0 + 2_000 });
    expect(heard).toMatchObject([{ radioId: 1, durationMs: 2_000, end: 'terminator' }]);
  });

  test('of which only the end was heard is kept, by an unknown talker', () => {
    expect(hear(rfEnd(4_000, 3_000)).heard).toMatchObject([{ radioId: null, startedAtMs: t0 + 1_000, endedAtMs: t0 + 4_000, lateEntry: true, direction: 'rf' }]);
    expect(hear(signal('end', 4_000)).heard).toEqual([]);
  });

  test('of which only the strength is heard has an unknown talker until a late entry names him', () => {
    const nameless = hear(rssi(0), rssi(400));
    expect(nameless.heard).toMatchObject([{ radioId: null, direction: 'rf', lateEntry: true, endedAtMs: null }]);
    const { heard } = hear(rssi(0), rssi(400), signal('late-entry', 800, { direction: 'rf', radioId: 5, talkgroup: 112 }));
    expect(heard).toMatchObject([{ radioId: 5, talkgroup: 112, lateEntry: true }]);
  });

  test('that timed out goes on, and its end says so', () => {
    const { heard } = hear(rfStart(0), signal('timeout', 4_000, { detail: 'timeout' }), rssi(4_400), rfEnd(6_000, 5_900));
    expect(heard).toMatchObject([{ end: 'timeout', durationMs: 5_900 }]);
  });

  test('takes a talker alias only when it is the only one on its slot', () => {
    const alias = signal('alias', 600, { alias: 'DAMKAR 3' });
    expect(hear(rfStart(0), alias).heard).toMatchObject([{ alias: 'DAMKAR 3' }]);
    expect(hear(rfStart(0), signal('start', 100, { direction: 'network', radioId: 2 }), alias).heard).toMatchObject([{ alias: null }, { alias: null }]);
  });
});

describe('an over that goes silent', () => {
  test('has lost its signal after 2 s, has it again when it is heard, and is given up after the timeout and 5 s', () => {
    const { overs } = hear(rfStart(0), rssi(400));
    expect(closeStale(overs, t0 + 2_400, () => timeoutMs).changed).toEqual([]);
    const gone = closeStale(overs, t0 + 2_401, () => timeoutMs);
    expect(gone.changed).toMatchObject([{ signalGone: true, endedAtMs: null }]);
    expect(closeStale(gone.open, t0 + 3_000, () => timeoutMs).changed).toEqual([]);
    expect(applyRadioSignal(gone.open, rssi(3_000), timeoutMs).changed).toMatchObject([{ signalGone: false }]);
    expect(closeStale(gone.open, t0 + 185_400, () => timeoutMs).changed).toEqual([]);
    expect(closeStale(gone.open, t0 + 185_401, () => timeoutMs)).toMatchObject({ open: { open: [] }, changed: [{ end: 'stale', endedAtMs: t0 + 400, durationMs: null }] });
  });

  test('is judged by the station, not by a host whose clock is an hour slow', () => {
    const slow = (each: RadioSignal): RadioSignal => ({ ...each, atMs: each.atMs - 3_600_000 });
    const { overs } = hear(slow(rfStart(0)), slow(rssi(400)));
    expect(closeStale(overs, t0 + 1_000, () => timeoutMs).changed).toEqual([]);
  });

  test('from the network has no strength, so it only has the timeout', () => {
    const { overs } = hear(signal('start', 0, { direction: 'network', radioId: 2 }));
    expect(closeStale(overs, t0 + 100_000, () => timeoutMs).changed).toEqual([]);
    expect(closeStale(overs, t0 + 185_001, () => timeoutMs).changed).toMatchObject([{ end: 'stale' }]);
  });

  test('is lost when its host goes idle; strength without a start after that is somebody else', () => {
    const { heard } = hear(rfStart(0), signal('host-idle', 10_000, { key: '' }), rssi(30_000), rfEnd(32_000, 2_000));
    expect(heard).toMatchObject([{ radioId: 1, end: 'lost', durationMs: null }, { radioId: null, end: 'terminator', durationMs: 2_000 }]);
  });

  test('because its source went down goes on when it is heard again', () => {
    const { overs } = hear(rfStart(0), rssi(400));
    const down = closeAll(overs, 'host', t0 + 1_000, 'source-down');
    expect(down.changed).toMatchObject([{ end: 'source-down', endedAtMs: t0 + 1_000 }]);
    expect(closeAll(overs, 'another', t0 + 1_000, 'source-down').changed).toEqual([]);
    expect(applyRadioSignal(down.open, rssi(2_000), timeoutMs).changed).toMatchObject([{ radioId: 1, end: null, endedAtMs: null }]);
    expect(applyRadioSignal(down.open, rfEnd(2_000, 2_000), timeoutMs).changed).toMatchObject([{ radioId: 1, end: 'terminator' }]);
  });
});

describe('bursts', () => {
  const emergency = (atMs: number): RadioSignal => signal('signalling', atMs, { direction: 'rf', radioId: 1, talkgroup: 112, detail: 'Call Emergency', emergency: true });

  test('are over at once and neither open nor close anything', () => {
    const { overs, heard } = hear(rfStart(0), emergency(500), signal('rejected', 900, { direction: 'rf', radioId: 3 }));
    expect(heard).toMatchObject([{ kind: 'voice', end: null }, { kind: 'signalling', emergency: true, end: 'single-shot' }, { kind: 'rejected', end: 'single-shot' }]);
    expect(overs.open).toHaveLength(1);
  });

  test('that a radio repeats are one press of its button', () => {
    expect(hear(emergency(0), emergency(360), emergency(720)).heard).toHaveLength(1);
    expect(hear(emergency(0), emergency(3_001)).heard).toHaveLength(2);
  });
});

describe('calls that a recorder numbers', () => {
  const call = (phase: RadioSignal['phase'], atMs: number, rest: Partial<RadioSignal> = {}): RadioSignal =>
    radioSignal({ sourceId: 'recorder', mode: 'trunk', phase, key: 'east|1', direction: 'rf', talkgroup: 5, atMs: t0 + atMs, receivedAtMs: t0 + atMs, startedAtMs: t0, ...rest });
  const list = (atMs: number, ...openKeys: string[]): RadioSignal =>
    radioSignal({ sourceId: 'recorder', mode: 'trunk', phase: 'snapshot', key: 'east|', atMs: t0 + atMs, receivedAtMs: t0 + atMs, openKeys });

  test('are over when two lists leave them out, and mended by a late end', () => {
    const { overs, heard } = hear(call('start', 0), call('quality', 1_000, { radioId: 8 }), list(1_000, 'east|1'), list(2_000), list(3_000));
    expect(heard).toMatchObject([{ radioId: 8, end: 'lost', endedAtMs: t0 + 3_000 }]);
    expect(hear(call('start', 0), list(1_000, 'east|1'), list(1_400)).heard).toMatchObject([{ end: null }]);
    expect(applyRadioSignal(overs, call('end', 1_500, { durationMs: 1_400, receivedAtMs: t0 + 9_000 }), timeoutMs).changed).toMatchObject([{ end: 'terminator', durationMs: 1_400 }]);
  });

  test('keep one id although their radio becomes known later, and lists of another recorder do not close them', () => {
    const other = radioSignal({ sourceId: 'recorder', mode: 'trunk', phase: 'snapshot', key: 'west|', atMs: t0 + 9_000, receivedAtMs: t0 + 9_000, openKeys: [] });
    const { heard } = hear(call('quality', 0, { radioId: 8 }), call('start', 100), other);
    expect(heard).toMatchObject([{ radioId: 8, end: null }]);
  });
});

test('open overs are restored from what was stored, with keys of any letters', () => {
  const key = 'a/b%2F|c';
  const started = applyRadioSignal(noOvers, signal('start', 0, { key, direction: 'rf', radioId: 1 }), timeoutMs);
  const restored = restoreOpenOvers(started.changed);
  expect(restored.open).toEqual(started.open.open);
  expect(applyRadioSignal(restored, signal('end', 1_000, { key, durationMs: 900, berPercent: 0 }), timeoutMs).changed).toMatchObject([{ end: 'terminator' }]);
});

test('whatever is heard: nothing throws, lasts a negative time, stays open for ever or fills the memory', () => {
  const phases = ['start', 'late-entry', 'quality', 'alias', 'timeout', 'end', 'lost', 'rejected', 'signalling', 'host-idle', 'host-mode', 'snapshot'] as const;
  const small = fc.integer({ min: 0, max: 3 });
  const anySignal = fc.record({
    phase: fc.constantFrom(...phases),
    key: fc.constantFrom('DMR:1', 'DMR:2', 'east|1', ''),
    direction: fc.constantFrom('rf', 'network', null),
    radioId: fc.option(small),
    alias: fc.constantFrom('A', null),
    data: fc.boolean(),
    timed: fc.boolean(),
    laterMs: fc.integer({ min: 0, max: 4_000 }),
    skewMs: fc.integer({ min: -3_000, max: 3_000 }),
    durationMs: fc.option(fc.integer({ min: 0, max: 10_000 })),
    lossPercent: fc.option(small),
    berPercent: fc.option(small),
    startedAgoMs: fc.option(fc.integer({ min: -100, max: 5_000 })),
    openKeys: fc.option(fc.subarray(['DMR:1', 'east|1'])),
  });
  fc.assert(
    fc.property(fc.array(anySignal, { maxLength: 60 }), (steps) => {
      let overs = noOvers;
      let nowMs = t0;
      const last = new Map<string, Transmission>();
      const keep = (changed: readonly Transmission[]): void => {
        for (const over of changed) {
          expect(over.durationMs ?? 0).toBeGreaterThanOrEqual(0);
          expect(over.endedAtMs ?? over.startedAtMs).toBeGreaterThanOrEqual(over.startedAtMs);
          expect(over.end === null).toBe(over.endedAtMs === null);
          last.set(over.id, over);
        }
      };
      for (const { laterMs, skewMs, startedAgoMs, ...rest } of steps) {
        nowMs += laterMs;
        const startedAtMs = startedAgoMs === null ? null : nowMs - startedAgoMs;
        const change = applyRadioSignal(overs, radioSignal({ sourceId: 'host', mode: 'DMR', ...rest, startedAtMs, atMs: nowMs + skewMs, receivedAtMs: nowMs }), 5_000);
        overs = change.open;
        keep(change.changed);
        expect(new Set(overs.open.map(({ over }) => over.id)).size).toBe(overs.open.length);
      }
      const stale = closeStale(overs, nowMs + 10_001, () => 5_000);
      keep(stale.changed);
      expect(stale.open.open).toEqual([]);
      for (const over of last.values()) expect(over.endedAtMs).not.toBeNull();
    }),
    { seed: 112, numRuns: 2_000 },
  );
});

test('ten thousand calls that never end leave a bounded number open, each of the rest closed', () => {
  let overs = noOvers;
  let closed = 0;
  for (let number = 0; number < 10_000; number += 1) {
    const change = applyRadioSignal(overs, signal('start', number, { key: `call ${number}`, direction: 'rf', radioId: number }), timeoutMs);
    overs = change.open;
    closed += change.changed.filter((over) => over.end === 'stale').length;
  }
  expect(overs.open).toHaveLength(500);
  expect(overs.closed.length).toBeLessThanOrEqual(400);
  expect(closed).toBe(9_500);
});
