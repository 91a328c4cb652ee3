import { describe, expect, test } from 'vitest';
import type { Alarm } from '#domain/alarms/alarm.ts';
import { alarmsText } from '../../i18n/areas/alarms.ts';
import { alarmParts, lastAcknowledged, shownAlarms, soundOf } from './waiting-alarms.ts';

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
    closedAtMs: null,
    closedBy: null,
    closedReason: null,
    heardAtMs: 1_000,
    rings: true,
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
    expect(shownAlarms(alarms, 10_000).map(({ alarm: { id } }) => id)).toEqual(['early', 'late', 'disk', 'clock']);
  });

  test('keep an emergency somebody has in hand until it is closed, behind those nobody has', () => {
    const handled = alarm('handled', { acknowledgedAtMs: 2_000, acknowledgedBy: 'Rina' });
    const alarms = [handled, alarm('disk', { kind: 'storage' }), alarm('old disk', { kind: 'storage', acknowledgedAtMs: 2 })];
    expect(shownAlarms(alarms, 3_000).map(({ alarm: { id }, stage }) => [id, stage])).toEqual([['disk', 'ringing'], ['handled', 'handled']]);
    expect(shownAlarms([{ ...handled, closedAtMs: 3_000, closedBy: 'Rina', closedReason: 'radio-test' }], 3_000)).toEqual([]);
  });

  test('sound for people in danger only, louder when nobody came, and not for what was heard late or is in hand', () => {
    const sound = (over: Partial<Alarm>, nowMs: number) => soundOf(shownAlarms([alarm('a', over)], nowMs));
    expect(sound({}, 10_999)).toBe('ringing');
    expect(sound({}, 11_000)).toBe('escalated');
    expect(sound({ kind: 'storage' }, 11_000)).toBe('silent');
    expect(sound({ rings: false }, 11_000)).toBe('silent');
    expect(sound({ acknowledgedAtMs: 2_000 }, 11_000)).toBe('silent');
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
