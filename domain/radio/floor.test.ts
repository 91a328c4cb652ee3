import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consoleTransmission } from './console-transmission.ts';
import { askFloor, expireFloor, freeFloor, hearTalker, keepFloor, releaseFloor, type Floor, type FloorRequest, type Talker } from './floor.ts';

const request = (press: string, over = false): FloorRequest => ({ press, station: 'S1', seat: 'main', operator: 'Sari', phone: 'S1', maxTalkMs: 60_000, over });
const granted = (floor: Floor, press: string, nowMs: number): Floor => {
  const asked = askFloor(floor, request(press), null, nowMs);
  if (!asked.ok) throw new Error(asked.sentence);
  return asked.value;
};
const talker = (press: string, station: string, sinceMs: number): Talker => ({ press, station, seat: 'main', operator: station, phone: station, sinceMs, keptAtMs: sinceMs, untilMs: sinceMs + 60_000 });

test('one console speaks on a talkgroup; the next is told who', () => {
  const floor = granted(freeFloor(112), 'p1', 1_000);
  expect(askFloor(floor, request('p2'), null, 1_100)).toMatchObject({ ok: false, code: 'floor-busy', sentence: expect.stringContaining('Sari') as string });
  expect(askFloor(releaseFloor(floor, 'p1', 'released', 1_200), request('p2'), null, 1_300).ok).toBe(true);
});

test('a radio that is heard is not spoken over by the first press, and is by the second', () => {
  const heard = { name: 'P12', radioId: 5101212 };
  expect(askFloor(freeFloor(112), request('p1'), heard, 0)).toMatchObject({ ok: false, code: 'radio-busy', sentence: expect.stringContaining('P12') as string });
  expect(askFloor(freeFloor(112), request('p2', true), heard, 500).ok).toBe(true);
});

test('another console is not spoken over, however often the key is pressed', () => {
  const floor = granted(freeFloor(112), 'p1', 0);
  expect(askFloor(floor, request('p2', true), null, 500)).toMatchObject({ ok: false, code: 'floor-busy' });
});

test('a press that nobody confirms for a second has ended, and never begins again', () => {
  const floor = granted(freeFloor(112), 'p1', 0);
  expect(expireFloor(floor, 999).talker).not.toBeNull();
  const gone = expireFloor(floor, 5_000);
  expect(gone).toMatchObject({ talker: null, ended: { press: 'p1', how: 'not-kept', atMs: 1_000 } });
  expect(keepFloor(gone, 'p1', 5_001)).toMatchObject({ ok: false, code: 'floor-lost' });
  expect(askFloor(gone, request('p1'), null, 5_002)).toMatchObject({ ok: false, code: 'press-ended' });
});

test('the longest transmission ends although the key is still held', () => {
  let floor = granted(freeFloor(112), 'p1', 0);
  for (let atMs = 500; atMs < 60_000; atMs += 500) {
    const kept = keepFloor(floor, 'p1', atMs);
    if (!kept.ok) throw new Error(kept.sentence);
    floor = kept.value;
  }
  expect(keepFloor(floor, 'p1', 60_000).ok).toBe(false);
  expect(expireFloor(floor, 60_000)).toMatchObject({ talker: null, ended: { how: 'max-talk', atMs: 60_000 } });
});

test('two stations that began without knowing of each other agree whose floor it is', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), fc.constantFrom('S1', 'S2'), (oneMs, otherMs, first) => {
      const one = talker('a', first, oneMs);
      const other = talker('b', first === 'S1' ? 'S2' : 'S1', otherMs);
      const atOne = hearTalker(hearTalker(freeFloor(112), one, 25), other, 30);
      const atOther = hearTalker(hearTalker(freeFloor(112), other, 25), one, 30);
      expect(atOne.talker).toEqual(atOther.talker);
      expect(atOne.talker?.sinceMs).toBe(Math.min(oneMs, otherMs));
    }),
    { seed: 112 },
  );
});

test('no sequence of presses holds a floor longer than a second after its last word or its longest time', () => {
  const step = fc.record({ kind: fc.constantFrom('ask', 'keep', 'release'), press: fc.constantFrom('a', 'b', 'c'), afterMs: fc.nat(700) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let floor = freeFloor(112);
      let nowMs = 0;
      for (const { kind, press, afterMs } of steps) {
        nowMs += afterMs;
        floor = expireFloor(floor, nowMs);
        if (floor.talker) {
          expect(nowMs - floor.talker.keptAtMs).toBeLessThan(1_000);
          expect(nowMs).toBeLessThan(floor.talker.untilMs);
        }
        const next = kind === 'ask' ? askFloor(floor, { ...request(press), maxTalkMs: 5_000 }, null, nowMs) : kind === 'keep' ? keepFloor(floor, press, nowMs) : null;
        if (next?.ok) floor = next.value;
        if (kind === 'release') floor = releaseFloor(floor, press, 'released', nowMs);
      }
      expect(expireFloor(floor, nowMs + 1_000).talker).toBeNull();
    }),
    { seed: 112, numRuns: 300 },
  );
});

test('what was spoken is a transmission like any other: who, where, how long and how it ended', () => {
  const spoken = talker('p1', 'S1', 1_000);
  expect(consoleTransmission(112, spoken, null)).toMatchObject({ id: 'console:S1:p1', talkgroup: 112, alias: 'S1', startedAtMs: 1_000, endedAtMs: null, end: null });
  expect(consoleTransmission(112, spoken, { how: 'not-kept', atMs: 3_500 })).toMatchObject({ endedAtMs: 3_500, durationMs: 2_500, end: 'lost' });
});
