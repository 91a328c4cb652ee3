import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act } from '#domain/journal/act.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import { journalOnDisk, journalWithoutWaiting, openedAct, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';

const readTables = ['incidents', 'unit_standings', 'call_claims', 'alarm_acknowledgements'];

const incident = fc.constantFrom('i1', 'i2', 'i3');
const unit = fc.constantFrom('p01', 'p02', 'p03');
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  incident.map((id) => openedAct(id, { callId: `call-${id}` })),
  fc.record({ kind: fc.constant('incident.changed' as const), incidentId: incident, priority: fc.constantFrom(1 as const, 2 as const, 3 as const) }),
  fc.record({ kind: fc.constant('incident.noted' as const), incidentId: incident, text: fc.string() }),
  fc.record({ kind: fc.constant('incident.closed' as const), incidentId: incident, disposition: fc.constant('handled' as const) }),
  fc.record({ kind: fc.constant('unit.assigned' as const), incidentId: incident, unitId: unit }),
  fc.record({ kind: fc.constant('unit.released' as const), incidentId: incident, unitId: unit }),
  fc.record({
    kind: fc.constant('unit.status-set' as const),
    unitId: unit,
    status: fc.constantFrom('on-scene' as const, 'returning' as const),
    incidentId: fc.option(incident),
  }),
  fc.record({ kind: fc.constant('call.answered' as const), callId: fc.constantFrom('call-i1', 'call-i2') }),
  fc.record({
    kind: fc.constant('call.closed' as const),
    callId: fc.constantFrom('call-i1', 'call-i2'),
    disposition: fc.constantFrom('ghost' as const, 'prank' as const),
    callerNumber: fc.constantFrom(null, '+6286011200001'),
  }),
  fc.record({ kind: fc.constant('call.called-back' as const), callId: fc.constant('call-i1'), outcome: fc.constantFrom('busy' as const, 'reached' as const) }),
  fc.record({ kind: fc.constant('number.muted' as const), number: fc.constant('+6286011200001'), untilMs: fc.integer({ min: 1, max: 9e12 }), reason: fc.constant('iseng') }),
  fc.record({ kind: fc.constant('number.unmuted' as const), number: fc.constant('+6286011200001') }),
  fc.record({ kind: fc.constant('alarm.acknowledged' as const), alarmId: fc.constantFrom('a1', 'a2') }),
);

describe('the journal', () => {
  test('read tables rebuilt from zero equal the live ones, whatever was decided', () => {
    const folder = temporaryFolder();
    const clock = standingClock();
    const { database, journal, act } = journalWithoutWaiting(folder, clock);
    const tables = (): unknown => readTables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAct, fc.integer({ min: -5_000, max: 60_000 })), { maxLength: 30 }), (steps) => {
        for (const [decided, elapsedMs] of steps) {
          clock.move(elapsedMs);
          act(decided);
        }
        const live = tables();
        journal.rebuild();
        expect(tables()).toEqual(live);
      }),
      { seed: 112, numRuns: 40 },
    );
  });

  test('each event carries the hash of the one before, so a change anywhere shows', () => {
    const { stores, act } = journalOnDisk(temporaryFolder());
    act(openedAct('i1'), { kind: 'incident.noted', incidentId: 'i1', text: 'satu' });
    act({ kind: 'incident.noted', incidentId: 'i1', text: 'dua' });
    const events = stores.journal.after(0, 10).map(({ event }) => event);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    let previous = chainStart;
    for (const { hash, ...unsigned } of events) {
      expect(unsigned.previousHash).toBe(previous);
      expect(journalEventHash(unsigned)).toBe(hash);
      previous = hash;
    }
    const [first] = events;
    if (!first) throw new Error('no event');
    const { hash, ...unsigned } = first;
    expect(journalEventHash({ ...unsigned, actor: 'orang lain' })).not.toBe(hash);
  });

  test('asking again with the same request gives the first answer and decides nothing', () => {
    const { journal, stores } = journalOnDisk(temporaryFolder());
    const open = (number: string) =>
      journal.record('r1', 'Sari', () => ({
        acts: [openedAct('i1', { number })],
        outgoing: [{ id: 'm1', topic: 't', payload: 'p' }],
        answer: success({ number }),
      }));
    expect(open('S1-0101-01')).toEqual(success({ number: 'S1-0101-01' }));
    expect(open('S1-0101-02')).toEqual(success({ number: 'S1-0101-01' }));
    expect(stores.journal.after(0, 10)).toHaveLength(1);
    expect(stores.outgoing.count()).toBe(1);
  });

  test('a refused decision leaves nothing behind and may be asked again', () => {
    const { journal, stores } = journalOnDisk(temporaryFolder());
    expect(journal.record('r1', 'Sari', () => ({ acts: [], answer: failure('no-unit', 'No such unit.') })).ok).toBe(false);
    expect(journal.record('r1', 'Sari', () => ({ acts: [openedAct('i1')], answer: success({}) })).ok).toBe(true);
    expect(stores.incidents.read('i1')?.status).toBe('open');
  });

  test('a defect in the middle of a decision rolls all of it back', () => {
    const { journal, stores } = journalOnDisk(temporaryFolder());
    expect(() =>
      journal.record('r1', 'Sari', () => ({
        acts: [openedAct('i1'), openedAct('i2')],
        outgoing: [
          { id: 'm1', topic: 't', payload: 'p' },
          { id: 'm1', topic: 't', payload: 'the same id twice' },
        ],
        answer: success({}),
      })),
    ).toThrow();
    expect(stores.incidents.read('i1')).toBeUndefined();
    expect(stores.outgoing.count()).toBe(0);
    journal.record('r2', 'Sari', () => ({ acts: [openedAct('i3')], answer: success({}) }));
    expect(stores.journal.after(0, 10).map(({ event }) => event.seq)).toEqual([1]);
  });

  test('order never goes back although the wall clock does', () => {
    const clock = standingClock();
    const { stores, act } = journalOnDisk(temporaryFolder(), clock);
    for (const moveMs of [0, -7_200_000, 10, 0, 0]) {
      clock.move(moveMs);
      act({ kind: 'incident.noted', incidentId: 'i1', text: 'x' });
    }
    const times = stores.journal.after(0, 10).map(({ event }) => event.hlc);
    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(times.length);
  });

  test('a journal opened again goes on where it stopped', () => {
    const folder = temporaryFolder();
    const clock = standingClock();
    const before = journalOnDisk(folder, clock);
    before.act(openedAct('i1'));
    clock.move(-60_000);
    const after = journalOnDisk(folder, clock);
    after.act({ kind: 'incident.noted', incidentId: 'i1', text: 'setelah mulai ulang' });
    const [first, second] = after.stores.journal.after(0, 10).map(({ event }) => event);
    expect(second?.seq).toBe(2);
    expect(second?.previousHash).toBe(first?.hash);
    expect((second?.hlc ?? '') > (first?.hlc ?? '')).toBe(true);
  });
});
