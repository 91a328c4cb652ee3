import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSerial, readTicket, serialOf, ticketNumber } from './ticket-number.ts';

const station = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map((number) => `S${number}`),
  fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/),
);
const serial = fc.integer({ min: 0, max: 9_999_999 });
/** One that is read over the line: digits alone. */
const spoken = fc.tuple(fc.integer({ min: 1, max: 99 }), serial).map(([number, count]) => ticketNumber(`S${number}`, count));

test('a ticket is digits of a station, its serial and a check, in groups that are read out', () => {
  expect(ticketNumber('S2', 7_520)).toMatch(/^2-075-20\d$/);
  expect(ticketNumber('S24', 7_520)).toMatch(/^024-075-20\d$/);
  expect(ticketNumber('S2', 100_000)).toMatch(/^2-100-000\d$/);
  expect(ticketNumber('kangean', 7_520)).toMatch(/^kangean\/075-20\d$/);
});

test('two stations never give the same ticket, nor one station twice, whatever the stations are called', () => {
  fc.assert(
    fc.property(station, serial, station, serial, (one, first, other, second) => {
      fc.pre(one !== other || first !== second);
      expect(ticketNumber(one, first)).not.toBe(ticketNumber(other, second));
    }),
    { seed: 24, numRuns: 2_000 },
  );
  // Names that come close to those of other stations in digits.
  const near = ['S1', 'S10', 'S01', '1', '010', 'S', 's1', '01', 'S100', '1-'];
  expect(new Set(near.map((name) => ticketNumber(name, 7))).size).toBe(near.length);
});

test('digits alone say which ticket is meant: no two tickets have the same', () => {
  fc.assert(
    fc.property(spoken, spoken, (one, other) => {
      fc.pre(one !== other);
      expect(one.replaceAll('-', '')).not.toBe(other.replaceAll('-', ''));
    }),
    { seed: 24, numRuns: 2_000 },
  );
});

test('what was given is read back however it is typed', () => {
  fc.assert(
    fc.property(station, serial, fc.constantFrom('', ' ', '-', '. '), (name, count, between) => {
      const number = ticketNumber(name, count);
      const [, before = '', digits = ''] = /^(.*\/)?(.*)$/.exec(number) ?? [];
      expect(readTicket(` ${before}${digits.replaceAll('-', between)} `)).toEqual({ ok: true, value: number });
      expect(serialOf(number)).toBe(count);
    }),
    { seed: 24 },
  );
  expect(readTicket('pasar')).toMatchObject({ ok: false, code: 'no-ticket' });
  expect(readTicket('')).toMatchObject({ ok: false, code: 'no-ticket' });
});

describe('a bad line', () => {
  test('one digit that is misheard is noticed', () => {
    fc.assert(
      fc.property(spoken, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, where, by) => {
        const digits = [...number.replaceAll('-', '')];
        const at = where % digits.length;
        digits[at] = String((Number(digits[at]) + by) % 10);
        const heard = readTicket(digits.join(''));
        // The first digit may turn into one of a station of two, which makes the number too short to be one.
        expect(heard.ok).toBe(false);
      }),
      { seed: 24, numRuns: 2_000 },
    );
  });

  test('two neighbours that are swapped are noticed', () => {
    fc.assert(
      fc.property(spoken, fc.nat(), (number, where) => {
        const digits = [...number.replaceAll('-', '')];
        const at = where % (digits.length - 1);
        const [left = '', right = ''] = digits.slice(at, at + 2);
        fc.pre(left !== right);
        digits.splice(at, 2, right, left);
        expect(readTicket(digits.join('')).ok).toBe(false);
      }),
      { seed: 24, numRuns: 2_000 },
    );
  });
});

test('serials only go up, with the clock set back as well, and go on behind the clock after everything was lost', () => {
  const startMs = Date.UTC(2026, 10, 27);
  const first = nextSerial(0, startMs);
  const second = nextSerial(first, startMs);
  expect(second).toBe(first + 1);
  expect(nextSerial(second, startMs - 86_400_000)).toBe(second + 1);
  expect(nextSerial(0, startMs + 3 * 3_600_000)).toBeGreaterThan(second);
});
