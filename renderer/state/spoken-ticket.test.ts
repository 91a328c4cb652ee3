import { expect, test } from 'vitest';
import { complaintsText } from '../i18n/areas/complaints.ts';
import { spokenTicket } from './spoken-ticket.ts';

test('a ticket is read digit by digit in its groups, in either language; the name of a station stays whole', () => {
  expect(spokenTicket('2-075-207', complaintsText.id.digits)).toBe('dua · kosong tujuh lima · dua kosong tujuh');
  expect(spokenTicket('2-075-207', complaintsText.en.digits)).toBe('two · zero seven five · two zero seven');
  expect(spokenTicket('kangean/075-207', complaintsText.id.digits)).toBe('kangean · kosong tujuh lima · dua kosong tujuh');
});
