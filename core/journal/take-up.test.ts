import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settle } from '#domain/conflicts/settle.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import { journalWithoutWaiting, openedAct, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

type Seat = ReturnType<typeof journalWithoutWaiting>;
const folded = ['incidents', 'unit_standings', 'call_claims', 'number_standings', 'complaints', 'complainants', 'obstacles', 'landmarks', 'placed_incidents', 'alarm_acknowledgements', 'conflicts', 'entity_seen', 'entity_heads'];

function seat(station: string, clock = standingClock()): Seat {
  return journalWithoutWaiting(temporaryFolder(), clock, profileOf({ ...smallProfileSource, station: { id: station, name: station } }));
}

function tables({ database }: Seat): unknown {
  return folded.map((table) =>
    database.prepare(table === 'entity_heads' ? 'SELECT entity, order_key FROM entity_heads ORDER BY entity' : `SELECT * FROM ${table} ORDER BY 1, 2`).all(),
  );
}

const ofStation = (from: Seat, station: string, after = 0): JournalEvent[] => from.stores.journal.ofStation(station, after, 100_000).map(({ event }) => event);
const give = (to: Seat, events: readonly JournalEvent[]) => to.journal.takeUp(events.map((event) => ({ event, dead: null })), { fromCentral: false });

const act = fc.record({
  seat: fc.integer({ min: 0, max: 2 }),
  incident: fc.constantFrom('i1', 'i2', 'i3'),
  unit: fc.constantFrom('p12', 'p13'),
  kind: fc.constantFrom('open', 'place', 'priority', 'close', 'assign', 'release', 'status', 'note', 'answer', 'junk', 'call-back', 'mute', 'settle', 'give'),
  choice: fc.integer({ min: 0, max: 3 }),
});

function actOf({ kind, incident, unit, choice }: { kind: string; incident: string; unit: string; choice: number }): Act {
  switch (kind) {
    case 'open':
      return openedAct(incident, { callId: 'c1' });
    case 'place':
      return { kind: 'incident.changed', incidentId: incident, place: { text: `desa ${choice}`, latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' } };
    case 'priority':
      return { kind: 'incident.changed', incidentId: incident, priority: choice === 0 ? 1 : 2 };
    case 'close':
      return { kind: 'incident.closed', incidentId: incident, disposition: choice === 0 ? 'handled' : 'cancelled' };
    case 'assign':
      return { kind: 'unit.assigned', incidentId: incident, unitId: unit };
    case 'release':
      return { kind: 'unit.released', incidentId: incident, unitId: unit };
    case 'status':
      return { kind: 'unit.status-set', unitId: unit, status: choice === 0 ? 'on-scene' : 'returning', incidentId: null };
    case 'junk':
      return { kind: 'call.closed', callId: 'c1', disposition: choice === 0 ? 'ghost' : 'prank', callerNumber: null };
    case 'call-back':
      return { kind: 'call.called-back', callId: 'c1', outcome: choice === 0 ? 'reached' : 'busy' };
    case 'mute':
      return choice === 0 ? { kind: 'number.unmuted', number: '0812' } : { kind: 'number.muted', number: '0812', untilMs: 1_800_000_000_000 + choice * 60_000, reason: 'iseng' };
    case 'answer':
      return { kind: 'call.answered', callId: 'c1' };
    default:
      return { kind: 'incident.noted', incidentId: incident, text: `catatan ${choice}` };
  }
}

describe('events of other stations', () => {
  test('whichever way and in whichever order they come, every seat has the same state, and so has one that folds all again', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (steps) => {
        const clock = standingClock();
        const seats = ['S1', 'S2', 'S3'].map((station) => seat(station, clock));
        const at = (index: number): Seat => seats[index % 3] as Seat;
        for (const step of steps) {
          clock.move(step.choice);
          const here = at(step.seat);
          if (step.kind === 'give') {
            const other = at(step.seat + 1 + (step.choice % 2));
            const station = `S${(step.seat % 3) + 1}`;
            give(other, ofStation(here, station, step.choice));
          } else if (step.kind === 'settle') {
            const [id] = here.stores.conflicts.ids();
            const conflict = id === undefined ? undefined : here.stores.conflicts.read(id);
            const side = conflict?.sides[step.choice % conflict.sides.length];
            if (conflict && side) here.act(...settle(conflict, side.eventId));
          } else here.act(actOf(step));
        }
        for (const to of seats) for (const [index, from] of seats.entries()) if (to !== from) give(to, ofStation(from, `S${index + 1}`));
        const [first, ...others] = seats.map(tables);
        for (const other of others) expect(other).toEqual(first);
        at(0).journal.rebuild();
        expect(tables(at(0))).toEqual(first);
        for (const { database } of seats) database.close();
      }),
      { seed: 112, numRuns: 40 },
    );
  });

  test('a gap, a fork and a time ahead are told and nothing of them is kept', () => {
    const clock = standingClock();
    const [one, two, copy] = [seat('S1', clock), seat('S2', clock), seat('S1', clock)];
    one.act(openedAct('i1'));
    one.act({ kind: 'incident.noted', incidentId: 'i1', text: 'a' });
    copy.act(openedAct('i9'));
    const events = ofStation(one, 'S1');
    expect(give(two, events.slice(1))).toMatchObject({ stored: 0, gaps: [{ station: 'S1', after: 0, got: 2 }] });
    expect(give(two, events)).toMatchObject({ stored: 2, duplicates: 0, gaps: [], forked: [] });
    expect(give(two, events)).toMatchObject({ stored: 0, duplicates: 2 });
    expect(give(two, ofStation(copy, 'S1'))).toMatchObject({ stored: 0, forked: [{ station: 'S1', seq: 1 }] });
    clock.move(300_000);
    one.act({ kind: 'incident.noted', incidentId: 'i1', text: 'dari masa depan' });
    clock.move(-300_000);
    expect(give(two, ofStation(one, 'S1', 2))).toMatchObject({ stored: 0, ahead: [{ station: 'S1', seq: 3 }] });
    expect(two.stores.journal.head('S1')?.seq).toBe(2);
  });

  test('a snapshot, what came after it and the history behind it give the same as everything in order', () => {
    const clock = standingClock();
    const [old, fresh] = [seat('S1', clock), seat('S2', clock)];
    const acts = Array.from({ length: 200 }, (_, index): Act => (index % 20 === 0 ? openedAct(`i${index}`) : { kind: 'unit.status-set', unitId: 'p12', status: index % 2 === 0 ? 'on-scene' : 'returning', incidentId: null }));
    for (const each of acts.slice(0, 150)) old.act(each);
    const heads = old.stores.journal.heads();
    const snapshot = old.database
      .prepare<[], { entity: `unit:${string}`; order_key: string }>('SELECT entity, order_key FROM entity_heads')
      .all()
      .map(({ entity, order_key: order }) => {
        const [kind, id] = entity.split(':') as [string, string];
        const row = old.database.prepare<[string], { body: string }>(kind === 'unit' ? 'SELECT body FROM unit_standings WHERE unit_id = ?' : 'SELECT body FROM incidents WHERE id = ?').get(id);
        return { entity, body: row?.body ?? '', order, seen: { S1: old.database.prepare<[string], { seq: number }>('SELECT seq FROM entity_seen WHERE entity = ?').get(entity)?.seq ?? 0 } };
      });
    fresh.journal.installSnapshot(snapshot, heads);
    expect(fresh.journal.hasWholeHistory()).toBe(false);
    for (const each of acts.slice(150)) old.act(each);
    give(fresh, ofStation(old, 'S1', 150));
    fresh.journal.addHistory(ofStation(old, 'S1').slice(0, 150).map((event) => ({ event, dead: null })));
    fresh.journal.historyComplete();
    expect(tables(fresh)).toEqual(tables(old));
    fresh.journal.rebuild();
    expect(tables(fresh)).toEqual(tables(old));
  });

  test('what is decided in knowledge of an event stands behind it, though central placed that ahead of the clock here, and after a start too', () => {
    const clock = standingClock();
    const one = seat('S1', clock);
    const folder = temporaryFolder();
    const profile = profileOf({ ...smallProfileSource, station: { id: 'S2', name: 'S2' } });
    const two = journalWithoutWaiting(folder, clock, profile);
    one.act(openedAct('i1'));
    one.act({ kind: 'incident.changed', incidentId: 'i1', priority: 3 });
    const [opened, changed] = ofStation(one, 'S1');
    if (!opened || !changed) throw new Error('nothing was decided');
    const order = `${clock.now() + 60_500}.0000.S1`;
    two.journal.takeUp([{ event: opened, dead: null }, { event: changed, order, dead: null }], { fromCentral: true });
    two.database.close();
    const again = journalWithoutWaiting(folder, clock, profile);
    again.act({ kind: 'incident.changed', incidentId: 'i1', priority: 2 });
    expect((ofStation(again, 'S2')[0]?.hlc ?? '') > order).toBe(true);
    expect(again.stores.incidents.read('i1')?.priority).toBe(2);
  });

  test('an event that central gave another place stands there as if it had always', () => {
    const clock = standingClock();
    const one = seat('S1', clock);
    one.act(openedAct('i1'));
    clock.move(1_000);
    one.act({ kind: 'incident.changed', incidentId: 'i1', priority: 3 });
    clock.move(1_000);
    one.act({ kind: 'incident.changed', incidentId: 'i1', priority: 1 });
    one.journal.restamp('S1', 2, `${clock.now() + 60_000}.0000.S1`);
    expect(one.stores.incidents.read('i1')?.priority).toBe(3);
    const before = tables(one);
    one.journal.rebuild();
    expect(tables(one)).toEqual(before);
  });
});

test('a number given offline is the next of its own station, whatever others opened meanwhile', () => {
  const clock = standingClock();
  const [one, two] = [seat('S1', clock), seat('S2', clock)];
  one.act(openedAct('a'), openedAct('b'));
  two.act(openedAct('c'));
  give(one, ofStation(two, 'S2'));
  expect(one.stores.incidents.countOpenedSince(0, 'S1')).toBe(2);
  expect(one.stores.incidents.countOpenedSince(0, 'S2')).toBe(1);
});
