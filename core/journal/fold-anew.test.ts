import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entitiesTouched, type Act, type EntityReference, type JournalEvent } from '#domain/journal/act.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
import { createFoldAnew, foldNext, nothingFolded, type WholeFold } from './fold-anew.ts';
import type { PlacedEvent } from './journal-store.ts';

const incidents = 12;

/** Two stations take turns; a note, an assignment, a status or a closing on one of the incidents, which are opened first. */
function journalOf(choices: readonly number[]): readonly PlacedEvent[] {
  const acts: Act[] = Array.from({ length: incidents }, (_, index) => openedAct(`i${index}`));
  for (const choice of choices) {
    const incidentId = `i${choice % incidents}`;
    const unitId = `u${choice % 5}`;
    const kind = Math.floor(choice / 100) % 4;
    if (kind === 0) acts.push({ kind: 'incident.noted', incidentId, text: `catatan ${choice}` });
    else if (kind === 1) acts.push({ kind: 'unit.assigned', incidentId, unitId });
    else if (kind === 2) acts.push({ kind: 'unit.status-set', unitId, status: 'on-scene', incidentId });
    else acts.push({ kind: 'incident.closed', incidentId, disposition: 'handled' });
  }
  return acts.map((act, index) => {
    const station = `S${1 + (index % 2)}`;
    const hlc = `${1_800_000_000_000 + index}.0000.${station}`;
    const unsigned: Omit<JournalEvent, 'hash'> = { id: `e${index}`, station, seq: 1 + Math.floor(index / 2), hlc, atMs: 1_800_000_000_000 + index, actor: 'Sari', act, previousHash: chainStart };
    return { position: index + 1, order: hlc, dead: index % 17 === 16 ? 'not understood' : null, event: { ...unsigned, hash: journalEventHash(unsigned) } };
  });
}

function foldInOrder(entity: EntityReference, journal: readonly PlacedEvent[]): WholeFold {
  const whole = nothingFolded();
  for (const placed of journal) if (placed.dead === null && entitiesTouched(placed.event.act).includes(entity)) foldNext(entity, whole, placed);
  return whole;
}

/** Reads the events in the given order, some entities being shown already, and gives what was written and what had to be read again. */
function foldRead(journal: readonly PlacedEvent[], read: readonly PlacedEvent[], heads: ReadonlyMap<EntityReference, string>, heldAtOnce?: number) {
  const written = new Map<EntityReference, WholeFold>();
  const fromJournal = new Set<EntityReference>();
  const anew = createFoldAnew({
    headOf: (entity) => heads.get(entity) ?? written.get(entity)?.order,
    write: (entity, whole) => written.set(entity, whole),
    foldFromJournal(entity) {
      fromJournal.add(entity);
      written.set(entity, foldInOrder(entity, journal));
    },
    noted: () => [],
    ...(heldAtOnce === undefined ? {} : { heldAtOnce }),
  });
  read.forEach(anew.add);
  Array.from(anew.writeRest());
  return { written, fromJournal };
}

describe('folding from nothing while events are read once', () => {
  test('gives what folding in order gives, however events are mixed, twice or held for a short time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9_999 }), { maxLength: 400 }),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }),
        fc.subarray(Array.from({ length: incidents }, (_, index) => index)),
        fc.constantFrom(1, 3, 8, 1_000),
        (choices, swaps, shown, heldAtOnce) => {
          const journal = journalOf(choices);
          const read = [...journal];
          for (const [from, to] of swaps) read.splice(to % read.length, 0, ...read.slice(from % read.length, (from % read.length) + 5));
          const heads = new Map(shown.map((index) => [`incident:i${index}` as EntityReference, index % 2 === 0 ? 'later than everything' : (foldInOrder(`incident:i${index}`, journal).order)]));
          const { written } = foldRead(journal, read, heads, heldAtOnce);
          const entities = new Set(journal.flatMap(({ dead, event }) => (dead === null ? entitiesTouched(event.act) : [])));
          expect(new Set(written.keys())).toEqual(entities);
          for (const entity of entities) expect(written.get(entity)).toEqual(foldInOrder(entity, journal));
        },
      ),
      { seed: 112, numRuns: 150 },
    );
  });

  test('reads nothing twice when events come in order, but for what people see and has got more since', () => {
    const journal = journalOf(Array.from({ length: 900 }, (_, index) => index * 37));
    expect(foldRead(journal, journal, new Map()).fromJournal).toEqual(new Set());
    const shown = foldInOrder('incident:i3', journal).order;
    expect(foldRead(journal, journal, new Map([['incident:i3', shown]])).fromJournal).toEqual(new Set());
    expect(foldRead(journal, journal, new Map([['incident:i3', `${shown}+`]])).fromJournal).toEqual(new Set(['incident:i3']));
  });
});
