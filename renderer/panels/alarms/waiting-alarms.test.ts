import { describe, expect, test } from 'vitest';
import type { Alarm } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { alarmParts, lastAcknowledged, waitingAlarms } from './waiting-alarms.ts';

function alarm(id: string, over: Partial<Alarm> = {}): Alarm {
  return {
    id,
    kind: 'radio-emergency',
    raisedAtMs: 1_000,
    sourceId: 'ht',
    unitId: null,
    talkgroup: null,
    radioId: null,
    text: '',
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    ...over,
  };
}

describe('waiting alarms', () => {
  test('put people in danger before machines, and who has waited longest first', () => {
    const alarms = [
      alarm('clock', { kind: 'clock', raisedAtMs: 1 }),
      alarm('disk', { kind: 'storage', raisedAtMs: 2 }),
      alarm('late', { raisedAtMs: 9_000 }),
      alarm('early', { kind: 'tracker-sos', raisedAtMs: 5_000 }),
    ];
    expect(waitingAlarms(alarms).map(({ id }) => id)).toEqual(['early', 'late', 'disk', 'clock']);
  });

  test('leave out what was acknowledged', () => {
    expect(waitingAlarms([alarm('a', { acknowledgedAtMs: 2_000, acknowledgedBy: 'Rina' })])).toEqual([]);
  });
});

test('the last acknowledged alarm is told by when it was acknowledged, not raised', () => {
  const alarms = [alarm('a', { acknowledgedAtMs: 9_000 }), alarm('b', { raisedAtMs: 5_000, acknowledgedAtMs: 6_000 }), alarm('c')];
  expect(lastAcknowledged(alarms)?.id).toBe('a');
  expect(lastAcknowledged([alarm('c')])).toBeNull();
});

test('an alarm says who and where without saying anything twice', () => {
  const words = alarmsText.id;
  const pressed = alarm('a', { text: 'P12', radioId: 5_100_104, talkgroup: 112 });
  expect(alarmParts(pressed, 'P12', 'Gawat darurat', words)).toEqual(['P12', 'HT 5100104', 'di Gawat darurat']);
  expect(alarmParts(pressed, null, null, words)).toEqual(['P12', 'HT 5100104', 'di TG 112']);
  expect(alarmParts(alarm('b'), null, null, words)).toEqual([]);
});
