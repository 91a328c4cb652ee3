import { expect, test } from 'vitest';
import { contactsNamed, contactsOf, targetOf } from './contacts.ts';

const contacts = contactsOf({
  agencies: [
    { id: 'dlh', name: 'Dinas Lingkungan Hidup', phone: '0328 000-101' },
    { id: 'pln', name: 'PLN ULP Sumenep', phone: '0328000103' },
    { id: 'none', name: 'Dinas tanpa nomor', phone: null },
  ],
  neighbours: [{ id: 'pamekasan', name: 'Call Center 112 Pamekasan', phone: '0328000201' }],
});
const named = (typed: string): string[] => contactsNamed(typed, contacts).map(({ id }) => id);

test('who has a number is listed, agencies first', () => {
  expect(named('')).toEqual(['dlh', 'pln', 'pamekasan']);
  expect(named('0812')).toEqual(['dlh', 'pln', 'pamekasan']);
});

test('the beginnings of words or the short name find a contact', () => {
  expect(named('ling')).toEqual(['dlh']);
  expect(named('DLH')).toEqual(['dlh']);
  expect(named('pam')).toEqual(['pamekasan']);
  expect(named('call pam')).toEqual(['pamekasan']);
  expect(named('hidup laut')).toEqual([]);
});

test('a name calls its number; a number and an address are called as they stand; a name nobody has calls nobody', () => {
  expect(targetOf('ling', contacts)).toBe('0328000101');
  expect(targetOf('(0812) 345-678', contacts)).toBe('0812345678');
  expect(targetOf('sip:102@pbx', contacts)).toBe('sip:102@pbx');
  expect(targetOf('hall@pbx', contacts)).toBe('hall@pbx');
  expect(targetOf('1A*', contacts)).toBe('1A*');
  expect(targetOf('xyz', contacts)).toBe('');
});
