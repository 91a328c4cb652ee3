import { expect, test } from 'vitest';
import { stationChain } from '#tests/fixtures/station-chain.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
import type { Act } from '#domain/journal/act.ts';
import { rowHash } from '../db/row-hash.ts';
import { isSoundEvent, salvagedEvent } from './salvaged-event.ts';

const chain = stationChain('sumenep', 'S2');
const nowMs = 1_800_000_000_000;
const event = chain.add(openedAct('i1'), { nowMs });
const strange = chain.add({ kind: 'incident.exploded', incidentId: 'i1' } as unknown as Act, { nowMs });
const place = `${nowMs + 5_000}.0000.S2`;

/** The values of an event's row as they lie on the page, its own hash made for the place and reason it was written with. */
const row = (of: typeof event, written: { order: string; dead: string | null }, lies = written) => [
  null, of.id, of.station, of.seq, of.hlc, of.atMs, of.actor, JSON.stringify(of.act), of.previousHash, of.hash, lies.order, null, null, lies.dead,
  rowHash('journal', of.station, of.seq, of.hash, written.order, written.dead),
];

test('a row that is as it was written keeps the place central gave it', () => {
  expect(salvagedEvent(row(event, { order: place, dead: null }))).toEqual({ event, order: place, dead: null });
});

test('a row whose place or reason was changed gives its event at its own time, as far as it is understood', () => {
  const placed = { order: place, dead: null };
  expect(salvagedEvent(row(event, placed, { order: place.replace('5', '7'), dead: null }))).toEqual({ event, order: event.hlc, dead: null });
  expect(salvagedEvent(row(event, placed, { order: place, dead: 'not understood' }))).toEqual({ event, order: event.hlc, dead: null });
  expect(salvagedEvent(row(strange, { order: place, dead: 'not understood' }, placed))).toEqual({ event: strange, order: strange.hlc, dead: expect.stringContaining('not understood') as string });
});

test('an event that was changed itself is found by its own hash', () => {
  const values = row(event, { order: place, dead: null });
  values[6] = 'Tono';
  const salvaged = salvagedEvent(values);
  expect(salvaged && isSoundEvent(salvaged)).toBe(false);
});
