import { describe, expect, test } from 'vitest';
import { readProfile } from '#contract/profile.ts';
import { distanceM } from '#domain/places/distance.ts';
import { formatFault } from '#tests/fixtures/feed-formats.ts';
import { eventsOf, fixesOf, pull, startShift, type Event } from '#tests/fixtures/simulated-shift.ts';
import { planSource } from '../../sources/source-plan.ts';
import { matchesTopicFilter } from '../../sources/topic-filter.ts';
import { exerciseProfile } from '../exercise-profile.ts';
import { fieldUnits } from '../exercise-units.ts';

const hourMs = 3_600_000;

/** Every legal way from a call's beginning to its end, as the telephony contract draws it. */
const legalLife = /^queue\.joined( queue\.position)*( agent\.offered (agent\.connected agent\.completed|agent\.no_answer queue\.exited)| queue\.exited) call\.ended$/;

describe('an hour in which every other call is answered', () => {
  const shift = startShift({ pace: 2 });
  const hoursOfSilence = 0.2;
  let heardCalls = 0;
  for (let second = 0; second < hourMs / 1000; second += 1) {
    const before = shift.sent.length;
    shift.clock.move(1_000);
    for (const event of eventsOf(shift.sent.slice(before))) {
      if (event.type !== 'queue.joined') continue;
      heardCalls += 1;
      if (heardCalls % 2 === 0) pull(shift, event.call_id);
    }
  }
  const { sent } = shift;
  const calls = [...new Set(eventsOf(sent).map((event) => event.call_id))];

  test('is an hour with something to do', () => {
    expect(calls.length).toBeGreaterThan(40);
    expect(sent.filter((message) => message.topic.startsWith('mmdvm-')).length).toBeGreaterThan(2_000);
    expect(sent.filter((message) => message.topic === 'positions').length).toBeGreaterThan(800);
    expect(sent.filter((message) => message.topic.startsWith('owntracks/')).length).toBeGreaterThan(800);
    expect(shift.warnings).toEqual([]);
  });

  test('every message has the form the field has', () => {
    const faults = sent.filter((message) => message.topic !== 'latihan/naskah').map(formatFault);
    expect(faults.filter((fault) => fault !== null).slice(0, 5)).toEqual([]);
  });

  test('the station’s own decoders understand every message: nothing goes to quarantine', () => {
    const read = readProfile(JSON.stringify(exerciseProfile('mqtt://127.0.0.1:1883')));
    if (!read.ok) throw new Error(read.sentence);
    const profile = read.value;
    const plans = profile.sources.map((source) => planSource(source, profile));
    const encoder = new TextEncoder();
    const refused = sent.flatMap(({ topic, payload, atMs }) =>
      plans
        .filter((plan) => plan.filters.some((filter) => matchesTopicFilter(filter, topic)))
        .map((plan) => plan.decode({ topic, payload: encoder.encode(payload), retained: false, receivedAtMs: atMs }))
        .flatMap((decoded) => (decoded.ok ? decoded.facts.flatMap((fact) => (fact.kind === 'ignored' && fact.why.startsWith('unknown') ? [`${topic}: ${fact.why}`] : [])) : [`${topic}: ${decoded.reason}`])),
    );
    expect(new Set(refused)).toEqual(new Set());
  });

  test('the events of every call come in a legal order, numbered without a gap', () => {
    for (const callId of calls) {
      const events = eventsOf(sent).filter((event) => event.call_id === callId);
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      const isOver = events.at(-1)?.type === 'call.ended';
      if (isOver) expect(events.map((event) => event.type).join(' ')).toMatch(legalLife);
    }
  });

  test('no call is left open that began long ago, and each is cleared a minute after its end', () => {
    for (const callId of calls) {
      const ended = sent.find((message) => message.topic.endsWith(`${callId}/event`) && message.payload.includes('"call.ended"'));
      const cleared = sent.find((message) => message.topic.endsWith(`${callId}/state`) && message.payload === '');
      const joined = sent.find((message) => message.topic.endsWith(`${callId}/event`));
      if (!ended) expect(shift.clock.now() - (joined?.atMs ?? 0)).toBeLessThan(hoursOfSilence * hourMs);
      else if (shift.clock.now() - ended.atMs > 60_000) expect(cleared?.atMs).toBe(ended.atMs + 60_000);
    }
  });

  test('the state that is kept says what the last event said', () => {
    for (const callId of calls) {
      const states = sent.filter((message) => message.topic.endsWith(`${callId}/state`) && message.payload !== '').map((message) => JSON.parse(message.payload) as Event);
      expect(states.at(-1)?.seq).toBe(eventsOf(sent).filter((event) => event.call_id === callId).at(-1)?.seq);
    }
  });

  test('some calls are served and some given up', () => {
    const outcomes = new Set(eventsOf(sent).map((event) => event.outcome));
    expect(outcomes).toEqual(new Set([undefined, 'served', 'abandoned', 'abandoned_short']));
  });

  test('the bridge beats every five seconds and the queue speaks at least every ten, at most twice a second', () => {
    const timesOf = (part: string): number[] => sent.filter((message) => message.topic.includes(part)).map((message) => message.atMs);
    const gaps = (times: number[]): number[] => times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(new Set(gaps(timesOf('/beat/')))).toEqual(new Set([5_000]));
    expect(Math.max(...gaps(timesOf('/queues/')))).toBeLessThanOrEqual(10_000);
    expect(Math.min(...gaps(timesOf('/queues/')))).toBeGreaterThanOrEqual(500);
  });

  test('on each slot of a radio host one over follows another, and idle closes what never ended', () => {
    for (const host of ['mmdvm-sumenep', 'mmdvm-gapura', 'mmdvm-kangean']) {
      const open = new Set<number>();
      let neverEnded = 0;
      for (const message of sent.filter((each) => each.topic === `${host}/json`)) {
        const { DMR: over, MMDVM: mode, RSSI: quality } = JSON.parse(message.payload) as { DMR?: { action: string; slot: number }; MMDVM?: { mode: string }; RSSI?: { slot: number } };
        if (mode?.mode === 'idle') {
          neverEnded += open.size;
          open.clear();
        }
        if (over?.action === 'start') {
          if (open.has(over.slot)) neverEnded += 1;
          open.add(over.slot);
        }
        if (over?.action === 'end' || over?.action === 'lost') expect(open.delete(over.slot)).toBe(true);
        if (quality) expect(open.has(quality.slot)).toBe(true);
      }
      expect(neverEnded).toBeLessThan(30);
    }
  });

  test('every unit is heard of, at its base and never from the future', () => {
    for (const unit of fieldUnits) {
      const fixes = fixesOf(sent, unit.id);
      expect(fixes.length).toBeGreaterThan(30);
      for (const fix of fixes) {
        expect(distanceM(fix, unit.base)).toBeLessThan(60);
        expect(fix.fixedAtMs).toBeLessThanOrEqual(fix.atMs);
      }
    }
  });
});
