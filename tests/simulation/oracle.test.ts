import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryFolder } from '../fixtures/repository-folder.ts';
import { inMemoryFolder } from '#tests/fixtures/in-memory-folder.ts';
import { standingContradictions } from './oracle/contradictions.ts';
import type { Acknowledged } from './oracle/ledger.ts';
import { hashOfEvent } from './oracle/own-hash.ts';
import { judge } from './oracle/verdict.ts';
import { groundsFor, simulate, type Run } from './simulate.ts';
import { openCentralStore, type CentralStore } from './simulated-central.ts';

type Judged = Parameters<typeof judge>[0];
/** A copy of a good run in which something may be broken. */
type Broken = { ledger: { acts: Acknowledged[]; faults: string[] }; stations: Run['views'][number][]; central: Run['central'] };

const limitMs = 120_000;
/** A seed at whose end contradictions stand open. */
const seedWithConflicts = 50;
const folder = inMemoryFolder();
let store: CentralStore;
let good: Run;

beforeAll(async () => {
  store = await openCentralStore();
  good = await simulate(groundsFor(store, folder), seedWithConflicts);
}, limitMs);
afterAll(async () => {
  await store.database.close();
  rmSync(folder, { recursive: true, force: true });
});

const judgeWith = (breakIt: (run: Broken) => void): string[] => {
  const copy = structuredClone<unknown>({ ledger: { acts: good.acts, faults: [] }, stations: good.views, central: good.central }) as Broken;
  breakIt(copy);
  return judge({ ...copy, wereClocksSet: false } satisfies Judged);
};

describe('the oracle', () => {
  test('finds nothing in a good run, in which contradictions stand', () => {
    expect(judgeWith(() => undefined)).toEqual([]);
    expect(standingContradictions(good.acts).length).toBeGreaterThan(0);
  });

  test.each<[string, string, (run: Broken) => void]>([
    ['an act that is gone at a station', 'I1', ({ stations }) => void stations[1]!.events.splice(5, 1)],
    ['an act that is gone at central', 'I1', ({ central }) => void central.events.pop()],
    ['an act that nobody has any more', 'I1', (run) => {
      const last = run.central.events.pop()!;
      for (const view of run.stations) view.events = view.events.filter(({ id }) => id !== last.id);
    }],
    ['an act that stands twice', 'I2', ({ stations }) => void stations[2]!.events.push(stations[2]!.events[3]!)],
    ['an act with another number', 'I2', ({ stations }) => void stations[0]!.events.push({ ...stations[0]!.events.at(-1)!, seq: 9_999 })],
    ['a row of a table that is another one at one station', 'I3', ({ stations }) => {
      const [id] = Object.keys(stations[1]!.tables['incident']!);
      stations[1]!.tables['incident']![id!] = '{"status":"open"}';
    }],
    ['a row that is gone at one station', 'I3', ({ stations }) => {
      const [id] = Object.keys(stations[2]!.tables['unit']!);
      delete stations[2]!.tables['unit']![id!];
    }],
    ['an act at another place in the order', 'I3', ({ stations }) => {
      stations[0]!.events[0]!.order = '1900000000000.0000.S1';
    }],
    ['a state that is another one at central', 'I3', ({ central }) => {
      const [entity] = Object.keys(central.entities);
      central.entities[entity!] = '{}';
    }],
    ['a hole in the order of the site', 'I4', ({ central }) => void central.events.splice(3, 1)],
    ['two acts that changed places at central', 'I4', ({ central: { events } }) => {
      const [one, other] = [events[2]!, events[3]!];
      [events[2], events[3]] = [{ ...other, siteSeq: one.siteSeq }, { ...one, siteSeq: other.siteSeq }];
    }],
    ['a contradiction that a station does not show', 'I5', ({ stations }) => {
      stations[1]!.tables['conflict'] = {};
    }],
    ['an alarm that was not raised', 'I5', ({ stations }) => {
      for (const view of stations) view.alarms = [];
    }],
    ['a contradiction that is none', 'I5', ({ stations }) => {
      stations[0]!.tables['conflict']!['unit:p01|place'] = '{"entity":"unit:p01","rule":"place","sides":[]}';
    }],
    ['an act that was changed afterwards', 'I7', ({ stations }) => {
      stations[0]!.events[4]!.actor = 'somebody else';
    }],
    ['an act that was changed and hashed again', 'I7', ({ stations }) => {
      const event = stations[0]!.events[4]!;
      event.actor = 'somebody else';
      event.hash = hashOfEvent(event);
    }],
    ['a silenced ring that is not as it was said last', 'I3: S1 holds', ({ stations }) => {
      const [number] = Object.keys(stations[0]!.tables['number']!);
      stations[0]!.tables['number']![number!] = '{"decided":{"mute":[]}}';
    }],
    ['a caller who is not the first seat’s that answered', 'I5: call-', ({ stations }) => {
      for (const [call, body] of Object.entries(stations[0]!.tables['call']!)) stations[0]!.tables['call']![call] = body.replace(/"answeredBy":[^,]*/, '"answeredBy":"op-S9"');
    }],
    ['a unit that is busy on a closed incident', 'row 33', ({ stations }) => {
      const [view] = stations;
      const [unit] = Object.keys(view!.tables['unit']!);
      view!.tables['unit']![unit!] = '{"incidentId":"i1"}';
      view!.tables['incident']!['i1'] = '{"status":"closed","assignments":[]}';
    }],
  ])('finds %s', (_what, invariant, breakIt) => {
    expect(judgeWith(breakIt).some((fault) => fault.startsWith(invariant))).toBe(true);
  });

  test('shares no code with what it judges', () => {
    const own = join(repositoryFolder, 'tests', 'simulation', 'oracle');
    for (const file of readdirSync(own)) {
      const imports = [...readFileSync(join(own, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      expect(imports.filter((from) => !from!.startsWith('./') && from !== 'node:crypto'), file).toEqual([]);
    }
  });
});

describe('contradictions as the oracle sees them', () => {
  const act = (station: string, seq: number, kind: string, more: object, knew: Record<string, number> = {}): Acknowledged => ({
    id: `${station}-${seq}`, station, seq, hlc: '', hash: '', actor: station, act: { kind, ...more }, knew: { ...knew, [station]: seq - 1 },
  });
  const rules = (...acts: Acknowledged[]): string[] => standingContradictions(acts).map(({ rule }) => rule);
  const sent = { incidentId: 'i1', unitId: 'p1' };

  test('one unit sent to two incidents apart; not where one knew of the other', () => {
    const first = act('S1', 1, 'unit.assigned', sent);
    expect(rules(first, act('S2', 1, 'unit.assigned', { incidentId: 'i2', unitId: 'p1' }))).toEqual(['unit-on-two-incidents']);
    expect(rules(first, act('S2', 1, 'unit.assigned', { incidentId: 'i2', unitId: 'p1' }, { S1: 1 }))).toEqual([]);
  });

  test('closed here and extended there, until somebody who knew of it has decided', () => {
    const acts = [act('S1', 1, 'incident.closed', { incidentId: 'i1', disposition: 'handled' }), act('S2', 1, 'unit.assigned', sent)];
    expect(rules(...acts)).toEqual(['closed-and-extended']);
    const resolved = { entity: 'incident:i1', rule: 'closed-and-extended', chosenEventId: 'S1-1' };
    expect(rules(...acts, act('S1', 2, 'conflict.resolved', resolved, { S2: 1 }))).toEqual([]);
    expect(rules(...acts, act('S3', 1, 'conflict.resolved', { ...resolved, rule: 'place' }, { S1: 1, S2: 1 }))).toEqual(['closed-and-extended']);
  });

  test('closed as no emergency here, an incident opened from it there, until somebody who knew of the closing opens one', () => {
    const acts = [act('S1', 1, 'call.closed', { callId: 'c1', disposition: 'ghost' }), act('S2', 1, 'incident.opened', { incidentId: 'i1', callId: 'c1' })];
    expect(rules(...acts)).toEqual(['junk-and-incident']);
    expect(rules(acts[0]!, act('S2', 1, 'incident.opened', { incidentId: 'i1', callId: 'c1' }, { S1: 1 }))).toEqual([]);
    expect(rules(...acts, act('S3', 1, 'incident.opened', { incidentId: 'i2', callId: 'c1' }, { S1: 1 }))).not.toContain('junk-and-incident');
    expect(rules(...acts, act('S1', 2, 'call.closed', { callId: 'c1', disposition: 'prank' }))).toEqual(['junk-and-incident']);
  });

  test('different fields, and the same value twice, are no contradiction', () => {
    const changed = (station: string, change: object): Acknowledged => act(station, 1, 'incident.changed', { incidentId: 'i1', ...change });
    expect(rules(changed('S1', { type: 'fire' }), changed('S2', { priority: 1 }))).toEqual([]);
    expect(rules(changed('S1', { type: 'fire' }), changed('S2', { type: 'fire' }))).toEqual([]);
    expect(rules(changed('S1', { type: 'fire' }), changed('S2', { type: 'medical' }))).toEqual(['type']);
  });

  test('a choice between two sides and a later decision apart from it contradict each other', () => {
    const [one, other] = [act('S1', 1, 'unit.status-set', { unitId: 'p1', status: 'on-scene' }), act('S2', 1, 'unit.status-set', { unitId: 'p1', status: 'returning' })];
    const chosen = act('S1', 2, 'conflict.resolved', { entity: 'unit:p1', rule: 'unit-status', chosenEventId: 'S1-1' }, { S2: 1 });
    const apart = act('S2', 2, 'unit.status-set', { unitId: 'p1', status: 'available' }, { S1: 1 });
    expect(rules(one, other, chosen, apart)).toEqual(['unit-status']);
  });
});
