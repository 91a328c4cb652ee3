import { expect, test } from 'vitest';
import { positionText, replayedName, type Over } from './replayed-name.ts';

const over = (changes: Partial<Over>): Over => ({ talkgroup: 51, unitId: null, alias: null, radioId: 7, startedAtMs: 1_000, endedAtMs: 5_000, mergedInto: null, ...changes });
const named = (transmissions: readonly Over[], source = { kind: 'radio', id: '51', label: 'TG 51' } as { kind: 'radio' | 'phone'; id: string; label: string }) =>
  replayedName(
    { source, beganAtMs: 4_000, durationS: 2 },
    { talkgroups: [{ id: 51, name: 'Medis' }], transmissions, callSignOf: (id) => (id === 'p12' ? 'PUSKESMAS 12' : undefined), radioName: (id) => `HT ${id}` },
  );

test('a talkgroup is named with who was on the air then: call sign, the radio’s own name, or its number', () => {
  expect(named([over({ unitId: 'p12', alias: 'x' })])).toEqual({ name: 'Medis', speaker: 'PUSKESMAS 12' });
  expect(named([over({ alias: 'Budi' })]).speaker).toBe('Budi');
  expect(named([over({})]).speaker).toBe('HT 7');
  expect(named([over({ endedAtMs: null })]).speaker).toBe('HT 7');
});

test('who spoke at another time, elsewhere, or in an over that was another one is not named', () => {
  const others = [over({ endedAtMs: 3_900 }), over({ startedAtMs: 6_000, endedAtMs: null }), over({ talkgroup: 52 }), over({ mergedInto: 'x' })];
  expect(named(others)).toEqual({ name: 'Medis', speaker: '' });
  expect(named([], { kind: 'radio', id: '9', label: 'TG 9' }).name).toBe('TG 9');
  expect(named([over({})], { kind: 'phone', id: '51', label: '0812' })).toEqual({ name: '0812', speaker: '' });
});

test('a position is minutes and seconds', () => {
  expect([0, 9.9, 60, 599].map(positionText)).toEqual(['0:00', '0:09', '1:00', '9:59']);
});
