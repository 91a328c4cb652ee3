import { describe, expect, test } from 'vitest';
import type { Unit } from '#domain/units/unit.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { statusKeys, statusOfKey } from './status-keys.ts';
import { unitRows } from './unit-rows.ts';

function unit(callSign: string, over: Partial<Unit> = {}): Unit {
  return {
    unitId: callSign,
    callSign,
    kind: 'ambulance',
    status: 'available',
    statusSinceMs: 0,
    statusBy: null,
    incidentId: null,
    conflictRules: [],
    baseName: 'Lenteng',
    baseLatitude: -7,
    baseLongitude: 113.8,
    islandId: 'madura',
    islandName: 'Madura',
    talkgroup: null,
    phone: null,
    ...over,
  };
}

const signs = (units: readonly Unit[], filter = '') => unitRows(units, filter, wordsText.id).map(({ callSign }) => callSign);

describe('the order of units', () => {
  test('is busy, then available, then out of service, each by call sign read as people count', () => {
    expect(
      signs([
        unit('P10'),
        unit('P2'),
        unit('Z1', { status: 'on-scene' }),
        unit('A1', { status: 'out-of-service' }),
        unit('P9', { status: 'returning' }),
      ]),
    ).toEqual(['P9', 'Z1', 'P2', 'P10', 'A1']);
  });

  test('does not depend on the order in which units arrive', () => {
    const units = [unit('P1'), unit('P2', { status: 'assigned' }), unit('P3'), unit('P1', { unitId: 'other' })];
    expect(unitRows(units, '', wordsText.id)).toEqual(unitRows(units.toReversed(), '', wordsText.id));
  });
});

describe('the filter of units', () => {
  const units = [
    unit('P-12'),
    unit('AMLA 1', { kind: 'sea-ambulance', islandName: 'Kangean', baseName: 'Arjasa' }),
    unit('PKM 3', { kind: 'puskesmas', islandName: "Ra'as", status: 'en-route' }),
  ];

  test('finds call signs whatever stands between letters and digits', () => {
    expect(signs(units, 'p12')).toEqual(['P-12']);
    expect(signs(units, 'AMLA1')).toEqual(['AMLA 1']);
  });

  test('finds kind, status, island and base in the words on screen', () => {
    expect(signs(units, 'laut kangean')).toEqual(['AMLA 1']);
    expect(signs(units, 'jalan')).toEqual(['PKM 3']);
    expect(signs(units, 'raas')).toEqual(['PKM 3']);
    expect(signs(units, 'arjasa')).toEqual(['AMLA 1']);
  });

  test('wants every word and takes blanks for nothing', () => {
    expect(signs(units, 'ambulans raas')).toEqual([]);
    expect(signs(units, '   ')).toHaveLength(3);
  });
});

test('digits 1 to 8 set the statuses in the order of a task, other keys none', () => {
  expect(statusKeys.map(({ digit }) => digit).join('')).toBe('12345678');
  expect(statusOfKey('1')).toBe('available');
  expect(statusOfKey('8')).toBe('out-of-service');
  expect(statusOfKey('9')).toBeUndefined();
  expect(statusOfKey('a')).toBeUndefined();
});
