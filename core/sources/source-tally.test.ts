import { describe, expect, test } from 'vitest';
import type { Decoded, Fact } from '#domain/facts/fact.ts';
import { radioSignal, type RadioSignal } from '#domain/radio/radio-signal.ts';
import { manualClock } from '#tests/fixtures/manual-clock.ts';
import { createSourceTally } from './source-tally.ts';
import type { SourceWatch } from './source-health.ts';

const live = { state: 'live', reason: null } as const;

function source(watch: Partial<SourceWatch>) {
  const clock = manualClock();
  const plan = { id: 'x', broker: 'b', listen: null, asked: null, name: 'X', linkKind: 'radio' as const, filters: ['host/json', 'host/response'], decode: (): Decoded => ({ ok: true, facts: [] }), watch: { lateAfterMs: null, isOccasional: false, probeTopic: null, ...watch } };
  const tally = createSourceTally(plan, clock);
  const state = (broker: Parameters<typeof tally.judge>[0] = live): string => {
    tally.judge(broker);
    return tally.link().state;
  };
  const hear = (facts: readonly Fact[] = [], options: { retained?: boolean; topic?: string } = {}): void =>
    tally.hear({ topic: options.topic ?? 'host/json', payload: new Uint8Array(), retained: options.retained ?? false, receivedAtMs: clock.now() }, { ok: true, facts });
  return { clock, tally, state, hear };
}
const producer = (state: 'live' | 'late' | 'down', part?: string): Fact => ({ kind: 'producer', state, reason: state === 'live' ? null : `it is ${state}`, atMs: 0, ...(part === undefined ? {} : { part }) });
const radio = (phase: RadioSignal['phase']): Fact => ({ kind: 'radio', signal: radioSignal({ sourceId: 'x', mode: 'DMR', phase, key: 'DMR:1', atMs: 0, receivedAtMs: 0 }) });

describe('a source with a rhythm of its own', () => {
  test('is late until it is heard, live while it is, late when it is overdue', () => {
    const { clock, state, hear, tally } = source({ lateAfterMs: 15_000 });
    expect(state()).toBe('late');
    hear();
    expect(state()).toBe('live');
    clock.move(15_000);
    expect(state()).toBe('live');
    clock.move(1);
    expect(state()).toBe('late');
    expect(tally.link()).toMatchObject({ reason: 'Nothing was heard from it for more than 15 s.', lastHeardAtMs: clock.now() - 15_001, messages: 1 });
  });

  test('is not heard by what the broker had kept', () => {
    const { state, hear, tally } = source({ lateAfterMs: 15_000 });
    hear([producer('live')], { retained: true });
    expect(state()).toBe('late');
    expect(tally.link().lastHeardAtMs).toBeNull();
  });

  test('that speaks only when something happened is live unheard, and down with its broker', () => {
    const { state } = source({ isOccasional: true });
    expect(state()).toBe('live');
    expect(state({ state: 'down', reason: 'gone' })).toBe('down');
    expect(source({}).state()).toBe('late');
  });

  test('is down with its broker, since the same moment and for the same reason', () => {
    const { clock, state, hear, tally } = source({ lateAfterMs: 15_000 });
    hear();
    state();
    clock.move(3_000);
    expect(state({ state: 'down', reason: 'Nothing answers.' })).toBe('down');
    expect(tally.link()).toMatchObject({ reason: 'Nothing answers.', sinceMs: clock.now() });
  });

  test('counts what it could not read', () => {
    const { tally, hear } = source({});
    hear();
    tally.hear({ topic: 'host/json', payload: new Uint8Array(), retained: false, receivedAtMs: 0 }, { ok: false, reason: 'not JSON' });
    expect(tally.link()).toMatchObject({ messages: 2, rejected: 1 });
  });
});

describe('a producer that speaks about itself', () => {
  test('is believed, and what the broker had kept does not overrule it', () => {
    const { state, hear, tally } = source({ lateAfterMs: 15_000 });
    hear([producer('live')]);
    hear([producer('down')], { retained: true });
    expect(state()).toBe('live');
    hear([producer('down')]);
    expect(state()).toBe('down');
    expect(tally.link().reason).toBe('it is down');
    tally.lostBroker();
    hear([producer('live')], { retained: true });
    expect(state()).toBe('live');
  });

  test('with several parts is as well as the worst of them', () => {
    const { state, hear } = source({});
    hear([producer('live', 'MADURA')]);
    hear([producer('down', 'JATIM')]);
    hear([producer('live', 'MADURA')]);
    expect(state()).toBe('down');
    hear([producer('live', 'JATIM')]);
    expect(state()).toBe('live');
  });

  test('cannot fill the memory with parts', () => {
    const { state, hear } = source({});
    for (let part = 0; part < 1_000; part += 1) hear([producer('down', `part ${part}`)]);
    for (let part = 960; part < 1_000; part += 1) hear([producer('live', `part ${part}`)]);
    expect(state()).toBe('live');
  });

  test('is deaf or stopped until radio is heard again; going idle is part of stopping', () => {
    const { state, hear } = source({});
    hear([producer('down')]);
    hear([radio('host-idle')]);
    expect(state()).toBe('down');
    hear([radio('start')]);
    expect(state()).toBe('live');
  });
});

describe('a radio host without a heartbeat', () => {
  test('is asked after 20 s of silence, late when it does not answer within 4 s, down after two questions', () => {
    const { clock, state, hear, tally } = source({ probeTopic: 'host/command' });
    expect(tally.probeNow()).toBe('host/command');
    hear([], { topic: 'host/response' });
    expect(state()).toBe('live');
    expect(tally.probeNow()).toBeNull();
    clock.move(20_000);
    expect(tally.probeNow()).toBe('host/command');
    clock.move(3_999);
    expect(state()).toBe('live');
    clock.move(1);
    expect(state()).toBe('late');
    clock.move(16_000);
    expect(tally.probeNow()).toBe('host/command');
    expect(state()).toBe('late');
    clock.move(4_000);
    expect(state()).toBe('down');
    hear();
    expect(state()).toBe('live');
  });

  test('that never answered is not called down: its silence says nothing', () => {
    const { clock, state, hear, tally } = source({ probeTopic: 'host/command' });
    hear();
    for (let minute = 0; minute < 60; minute += 1) {
      clock.move(60_000);
      expect(tally.probeNow()).toBe('host/command');
      expect(state()).toBe('live');
    }
  });

  test('is not asked while it is heard, also by the question of another seat', () => {
    const { clock, hear, tally } = source({ probeTopic: 'host/command' });
    for (let turn = 0; turn < 10; turn += 1) {
      hear([], { topic: 'host/response' });
      clock.move(15_000);
      expect(tally.probeNow()).toBeNull();
    }
  });

  test('is asked at once after its broker came back, and not blamed for what the broker lost', () => {
    const { clock, state, hear, tally } = source({ probeTopic: 'host/command' });
    hear([], { topic: 'host/response' });
    clock.move(20_000);
    tally.probeNow();
    clock.move(25_000);
    tally.lostBroker();
    expect(state()).toBe('live');
    expect(tally.probeNow()).toBe('host/command');
  });
});
