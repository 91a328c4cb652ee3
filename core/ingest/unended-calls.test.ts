import { describe, expect, test } from 'vitest';
import { factsOnDisk, type FactsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { queueList, telephoneCall, telephoneLink } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = Date.UTC(2027, 2, 1, 1, 0, 0);

describe('a call whose end was not heard', () => {
  const epochMs = startMs - 3_600_000;
  const calls = (facts: FactsOnDisk): unknown[] => facts.latest('calls').map(({ id, state, outcome, callbackNeeded }) => [id, state, outcome, callbackNeeded]);
  function twoWaiting() {
    const clock = repeatingClock(startMs);
    const facts = factsOnDisk(temporaryFolder(), clock);
    const one = telephoneCall('pbx1-1.1', { epochMs, startMs });
    const two = telephoneCall('pbx1-1.2', { epochMs, startMs });
    facts.hear(telephoneLink(epochMs, { synced: true }), one.joined(), two.joined());
    clock.move(60_000);
    return { facts, clock, one, two };
  }

  test('is over when two lists of those who wait lack it, and somebody should call back', () => {
    const { facts, clock } = twoWaiting();
    facts.hear(queueList(['pbx1-1.2'], startMs + 60_000));
    facts.hear(queueList(['pbx1-1.2'], startMs + 60_500));
    expect(calls(facts)).toEqual([['pbx1-1.1', 'queued', null, false], ['pbx1-1.2', 'queued', null, false]]);
    clock.move(10_000);
    facts.hear(queueList(['pbx1-1.2'], startMs + 70_000));
    expect(calls(facts)).toEqual([['pbx1-1.2', 'queued', null, false], ['pbx1-1.1', 'ended', 'unknown', true]]);
  });

  test('waits on while a list has it, is older than the call, of another queue, or not whole', () => {
    const { facts } = twoWaiting();
    for (const atS of [0, 1, 4]) facts.hear(queueList([], startMs + atS * 1_000));
    for (const atS of [60, 70, 80]) facts.hear(queueList(atS === 70 ? ['pbx1-1.1', 'pbx1-1.2'] : [], startMs + atS * 1_000));
    const elsewhere = queueList([], startMs + 90_000);
    facts.hear({ ...elsewhere, topic: elsewhere.topic.replace('q112', 'q119') }, { ...elsewhere, body: { v: 1, ts: new Date(startMs + 99_000).toISOString(), waiting: [{ call: 'x' }] } });
    expect(facts.latest('calls').map((call) => call.state)).toEqual(['queued', 'queued']);
  });

  test('waits again when the telephone system speaks of it after all', () => {
    const { facts, one } = twoWaiting();
    facts.hear(queueList(['pbx1-1.2'], startMs + 60_000), queueList(['pbx1-1.2'], startMs + 70_000));
    facts.hear(one.offered(2, 71));
    expect(facts.latest('calls').find((call) => call.id === 'pbx1-1.1')).toMatchObject({ state: 'offered', endedAtMs: null, outcome: null, callbackNeeded: false, historyIncomplete: true });
    facts.hear(one.connected(3, 72), one.ended(4, 90));
    expect(facts.latest('calls').find((call) => call.id === 'pbx1-1.1')).toMatchObject({ state: 'ended', outcome: 'served' });
  });

  test('is over when its bridge started anew and did not take it along', () => {
    const { facts, two } = twoWaiting();
    const anew = startMs + 30_000;
    const again = telephoneCall('pbx1-1.2', { epochMs: anew, startMs });
    facts.hear(telephoneLink(anew), again.state(1, 'queued', 40));
    expect(facts.latest('calls').map((call) => call.state)).toEqual(['queued', 'queued']);
    facts.hear(telephoneLink(anew, { synced: true }));
    expect(calls(facts)).toEqual([['pbx1-1.2', 'queued', null, false], ['pbx1-1.1', 'ended', 'unknown', true]]);
    facts.hear(telephoneLink(anew, { synced: true }), two.joined());
    expect(facts.latest('calls').map((call) => call.state)).toEqual(['queued', 'ended']);
  });

  test('of one bridge is nothing to another', () => {
    const { facts } = twoWaiting();
    facts.hear(telephoneLink(startMs - 60_000, { synced: true }, 'other'), telephoneLink(startMs + 30_000, { synced: true }, 'other'));
    expect(facts.latest('calls').map((call) => call.state)).toEqual(['queued', 'queued']);
  });

  test('is over when the station comes back after a restart of the bridge that it slept through', () => {
    const folder = temporaryFolder();
    const clock = repeatingClock(startMs);
    const before = factsOnDisk(folder, clock);
    before.hear(telephoneLink(epochMs, { synced: true }), telephoneCall('pbx1-1.1', { epochMs, startMs }).joined());
    before.close();
    clock.move(7_200_000);
    const after = factsOnDisk(folder, clock);
    after.hear(telephoneLink(startMs + 3_600_000, { synced: true }));
    expect(calls(after)).toEqual([['pbx1-1.1', 'ended', 'unknown', true]]);
  });

  test('is over when nobody has said anything of it for a day', () => {
    const { facts, clock, two } = twoWaiting();
    clock.move(86_400_000 - 120_000);
    facts.hear(two.event(2, 86_300, 'agent.connected', { agent: { id: '101' } }));
    clock.move(61_000);
    facts.stores.calls.endForgotten(clock.now());
    expect(facts.latest('calls').map((call) => [call.id, call.state])).toEqual([['pbx1-1.2', 'answered'], ['pbx1-1.1', 'ended']]);
  });
});
