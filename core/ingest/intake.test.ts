import { describe, expect, test } from 'vitest';
import type { Decoded, Fact, Message } from '#domain/facts/fact.ts';
import { createLog } from '../log.ts';
import { journalOnDisk } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createIntake } from './intake.ts';
import type { Reception } from './reception.ts';

function message(text: string): Message {
  return { topic: 'test/topic', payload: new TextEncoder().encode(text), retained: false, receivedAtMs: 1_800_000_000_000 };
}

const ignoredFact: Fact = { kind: 'ignored', why: 'a test' };
const understood: Decoded = { ok: true, facts: [ignoredFact] };

function intakeOnDisk(receive: (fact: Fact, sourceId: string, message: Message) => Reception) {
  const { database, stores } = journalOnDisk(temporaryFolder());
  const timers: (() => void)[] = [];
  const defects: string[] = [];
  const faults: (string | null)[] = [];
  const intake = createIntake({
    database,
    clock: {
      now: () => 1_800_000_000_000,
      after: (_ms, run) => {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
      every: () => () => undefined,
    },
    log: createLog((line) => defects.push(line), () => 0),
    receiver: { receive: (facts, sourceId, kept) => (facts[0] ? receive(facts[0], sourceId, kept) : 'ignored'), remember: () => () => undefined },
    quarantine: (sourceId, kept, reason) => stores.quarantine.receive(sourceId, kept, reason),
    counts: stores.counts,
    keepHeard: () => undefined,
    committed: () => undefined,
    storage: { tell: (fault) => faults.push(fault), makeRoom: () => false },
  });
  return { intake, stores, database, defects, fault: () => faults.at(-1) ?? null, runTimers: () => timers.splice(0).forEach((run) => run()) };
}

describe('the intake', () => {
  test('a message is acknowledged only after its group is on disk', () => {
    const { intake, runTimers, stores } = intakeOnDisk(() => 'stored');
    const acknowledged: number[] = [];
    intake.take('s', message('a'), understood, () => acknowledged.push(stores.counts.all()[0]?.stored ?? -1));
    intake.take('s', message('b'), understood, () => acknowledged.push(stores.counts.all()[0]?.stored ?? -1));
    expect(acknowledged).toEqual([]);
    runTimers();
    expect(acknowledged).toEqual([2, 2]);
  });

  test('every message ends in exactly one count', () => {
    const receptions: Reception[] = ['stored', 'duplicate', 'ignored', 'stored'];
    const { intake, stores, runTimers } = intakeOnDisk(() => receptions.shift() ?? 'ignored');
    for (const text of ['a', 'b', 'c', 'd']) intake.take('s', message(text), understood, () => undefined);
    intake.take('s', message('e'), { ok: false, reason: 'not JSON' }, () => undefined);
    runTimers();
    expect(stores.counts.all()).toEqual([{ sourceId: 's', stored: 2, duplicate: 1, ignored: 1, quarantined: 1 }]);
  });

  test('a defect with one message quarantines that one and keeps the others of its group', () => {
    const { intake, stores, defects, runTimers } = intakeOnDisk((_fact, _source, { payload }) => {
      if (new TextDecoder().decode(payload) === 'bad') throw new Error('cannot fold this');
      return 'stored';
    });
    for (const text of ['good', 'bad', 'good too']) intake.take('s', message(text), understood, () => undefined);
    runTimers();
    expect(stores.counts.all()).toEqual([{ sourceId: 's', stored: 2, duplicate: 0, ignored: 0, quarantined: 1 }]);
    expect(stores.quarantine.samples('s', 10).map((sample) => sample.text)).toEqual(['bad']);
    expect(defects).toHaveLength(1);
  });

  test('with a database that cannot be written nothing is acknowledged, it says so, and all of it is kept afterwards', () => {
    const { intake, stores, database, fault, runTimers } = intakeOnDisk(() => 'stored');
    database.pragma('query_only = ON');
    let acknowledged = 0;
    for (const text of ['a', 'b']) intake.take('s', message(text), understood, () => (acknowledged += 1));
    runTimers();
    expect(acknowledged).toBe(0);
    expect(fault()).toContain('cannot be written');
    intake.take('s', message('c'), understood, () => (acknowledged += 1));
    database.pragma('query_only = OFF');
    runTimers();
    expect(acknowledged).toBe(3);
    expect(fault()).toBeNull();
    expect(stores.counts.all()[0]?.stored).toBe(3);
  });

  test('invented reasons do not grow the quarantine without end, and every message stays counted', () => {
    const { stores } = journalOnDisk(temporaryFolder());
    for (let index = 0; index < 1_000; index += 1) stores.quarantine.receive('s', message('x'), `unknown type ${index}`);
    const rows = stores.quarantine.keys().map((key) => stores.quarantine.read(key));
    expect(rows.length).toBeLessThanOrEqual(201);
    expect(rows.reduce((sum, row) => sum + (row?.count ?? 0), 0)).toBe(1_000);
  });
});
