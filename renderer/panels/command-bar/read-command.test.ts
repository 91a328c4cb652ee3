import { describe, expect, test } from 'vitest';
import { readCommand } from './read-command.ts';

const units = ['PKM 01', 'PKM 11', 'PKM 12', 'PSC 01', 'Ambulans Laut 1', 'Damkar 01', 'Polisi Kota'].map((callSign) => ({
  unitId: callSign.toLowerCase().replace(/ /g, ''),
  callSign,
}));

const first = (line: string) => readCommand(line, units)[0];

describe('a unit and its status', () => {
  test.each([
    ['p12 tkp', 'PKM 12', 'on-scene'],
    ['p12 t', 'PKM 12', 'on-scene'],
    ['p12tkp', 'PKM 12', 'on-scene'],
    ['12 siap', 'PKM 12', 'available'],
    ['pkm11 otw', 'PKM 11', 'en-route'],
    ['PKM01 JALAN', 'PKM 01', 'en-route'],
    ['psc rs', 'PSC 01', 'at-hospital'],
    ['al1 pulang', 'Ambulans Laut 1', 'returning'],
    ['damkar off', 'Damkar 01', 'out-of-service'],
    ['psc01 bawa', 'PSC 01', 'transporting'],
  ])('"%s" means %s %s', (line, callSign, status) => {
    expect(first(line)).toMatchObject({ kind: 'status', unit: { callSign }, status, certain: true });
  });

  test('are not done unasked when two units fit as well', () => {
    const meanings = readCommand('p1 tkp', units);
    expect(meanings.map((meaning) => meaning.kind === 'status' && meaning.unit.callSign)).toEqual(['PKM 01', 'PSC 01']);
    expect(meanings.some((meaning) => meaning.kind === 'status' && meaning.certain)).toBe(false);
  });

  test('are not done unasked when two statuses fit', () => {
    expect(first('p12 b')).toMatchObject({ kind: 'status', certain: false });
  });

  test('number 1 is not number 11', () => {
    expect(readCommand('pkm1 tkp', units)).toMatchObject([{ unit: { callSign: 'PKM 01' } }]);
  });

  test('take at most eight keys with the slash and Enter', () => {
    const line = 'p12 t';
    expect(first(line)).toMatchObject({ kind: 'status', certain: true });
    expect('/'.length + line.length + 1).toBeLessThanOrEqual(8);
  });
});

test('a unit alone is offered with the line that names it without doubt', () => {
  expect(first('p12')).toMatchObject({ kind: 'unit', line: 'pkm12 ' });
  expect(first('pkm12 t')).toMatchObject({ kind: 'status', unit: { callSign: 'PKM 12' }, certain: true });
});

test('a note is everything behind its word', () => {
  expect(first('catat  kaki terjepit, minta rescue ')).toEqual({ kind: 'note', text: 'kaki terjepit, minta rescue' });
  expect(first('note')).toEqual({ kind: 'note', text: '' });
});

test.each(['2075207', '2-075-207', ' 2 075 20 7', 'kangean/075-207'])('"%s" is a ticket, and nothing else', (line) => {
  expect(readCommand(line, units)).toEqual([{ kind: 'ticket', number: line.trim() }]);
});

test.each(['', '   ', '207520', 'zzz', 'p99 tkp', 'p12 xyz', '!!', '///'])('"%s" means nothing', (line) => {
  expect(readCommand(line, units)).toEqual([]);
});
