import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alarm } from './alarm.ts';
import { alarmStage, emergencyId, escalatesAfterMs, ringsWhenHeard, samePressTimes } from './alarm-stage.ts';

const pressed: Alarm = {
  id: 'radio:5101212:66',
  kind: 'radio-emergency',
  raisedAtMs: 1_000_000,
  heardAtMs: 1_000_200,
  rings: true,
  sourceId: 'ht',
  unitId: 'p12',
  talkgroup: 112,
  radioId: 5_101_212,
  text: '',
  acknowledgedAtMs: null,
  acknowledgedBy: null,
  closedAtMs: null,
  closedBy: null,
  closedReason: null,
};
const acknowledged: Alarm = { ...pressed, acknowledgedAtMs: 1_004_000, acknowledgedBy: 'Rina' };

test('an emergency escalates ten seconds after it was heard, and is somebody\'s until it is closed with a reason', () => {
  expect(alarmStage(pressed, 1_010_199)).toBe('ringing');
  expect(alarmStage(pressed, 1_010_200)).toBe('escalated');
  expect(alarmStage(acknowledged, 9_000_000)).toBe('handled');
  expect(alarmStage({ ...acknowledged, closedAtMs: 1_005_000, closedBy: 'Rina', closedReason: 'pressed-by-mistake' }, 9_000_000)).toBe('over');
});

test('a radio host whose clock is an hour ahead does not keep its emergency from escalating', () => {
  expect(alarmStage({ ...pressed, raisedAtMs: 1_000_000 + 3_600_000 }, 1_000_200 + escalatesAfterMs)).toBe('escalated');
});

test('the alarm of a machine is over once acknowledged, and never escalates', () => {
  expect(alarmStage({ ...pressed, kind: 'storage' }, 9_000_000)).toBe('ringing');
  expect(alarmStage({ ...acknowledged, kind: 'storage' }, 9_000_000)).toBe('over');
});

test('what an older version wrote rings, and an emergency it saw acknowledged is over', () => {
  const { heardAtMs, rings, closedAtMs, closedBy, closedReason, ...older } = pressed;
  expect(alarmStage(older as Alarm, 1_000_500)).toBe('ringing');
  expect(alarmStage({ ...older, acknowledgedAtMs: 1_004_000 } as Alarm, 1_005_000)).toBe('over');
});

test('what a broker kept, or what comes out of a buffer later than 15 minutes, waits in silence', () => {
  expect(ringsWhenHeard(0, 15 * 60_000, false)).toBe(true);
  expect(ringsWhenHeard(0, 15 * 60_000 + 1, false)).toBe(false);
  expect(ringsWhenHeard(0, 1, true)).toBe(false);
  expect(alarmStage({ ...pressed, rings: false }, 9_000_000)).toBe('late');
});

test('two presses of one radio with one id are always the same press', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2e12 }), fc.integer({ min: 0, max: 60_000 }), (raisedAtMs, laterMs) => {
      const id = (atMs: number): string => emergencyId({ radioId: 5_101_212, raisedAtMs: atMs }, 't');
      const { untilMs } = samePressTimes(raisedAtMs);
      if (id(raisedAtMs) === id(raisedAtMs + laterMs)) expect(raisedAtMs + laterMs).toBeLessThanOrEqual(untilMs);
    }),
    { seed: 5 },
  );
});
