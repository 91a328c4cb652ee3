import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filedSpans, isWorthFiling } from './joins-incident.ts';
import { laneStateOf, muteLane, selectLane, spokenOn, type LaneChoices } from './lane-state.ts';
import { bearerSaid, type Radio } from './radio-naming.ts';
import { silentFirst, silentIslands } from './silent-radios.ts';
import { suggestedStatuses, type StatusCode } from './suggested-status.ts';

const radio = (radioId: number, lastHeardAtMs: number | null, unitId: string | null = null): Radio => ({
  id: String(radioId), radioId, name: null, unitId, islandName: null, isKnown: true, lastHeardAtMs, lastTalkgroup: null, alias: null, sourceId: null, rssiDbm: null, namedBy: null,
});

test('whatever is selected and muted, one lane at most is selected, and a lane muted twice is heard again', () => {
  const lane = fc.constantFrom('112', '900', '50');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), lane)), lane, (presses, twice) => {
      const choices = presses.reduce<LaneChoices>((before, [selects, key]) => (selects ? selectLane(before, key) : muteLane(before, key)), {});
      expect(Object.values(choices).filter((state) => state === 'selected').length).toBeLessThanOrEqual(1);
      const after = laneStateOf(muteLane(muteLane(choices, twice), twice), twice);
      expect(after).toBe(laneStateOf(choices, twice) === 'muted' ? 'muted' : 'monitored');
    }),
    { seed: 5 },
  );
});

test('the seat speaks on the selected lane, else on the first of the profile that is heard; muting another lane moves nothing', () => {
  const talkgroups = [{ id: 112 }, { id: 900 }];
  expect(spokenOn({}, talkgroups)).toEqual({ id: 112 });
  const selected = selectLane({ '112': 'selected', '50': 'muted' }, '900');
  expect(selected).toEqual({ '900': 'selected', '50': 'muted' });
  expect(spokenOn(muteLane(selected, '112'), talkgroups)).toEqual({ id: 900 });
  expect(spokenOn(muteLane({}, '112'), talkgroups)).toEqual({ id: 900 });
  expect(spokenOn({ '112': 'muted', '900': 'muted' }, talkgroups)).toBeUndefined();
});

test('a call sign hands a radio over, another word names who carries it and leaves the unit, nothing gives it back to the profile', () => {
  const units = [{ unitId: 'p01', callSign: 'P01' }, { unitId: 'p1', callSign: 'P 1' }];
  const radio = { unitId: 'p01' };
  expect(bearerSaid('p 1', radio, units)).toEqual({ unitId: 'p1', name: null });
  expect(bearerSaid('P01 Bu Ani', { unitId: null }, units)).toEqual({ unitId: 'p01', name: 'Bu Ani' });
  expect(bearerSaid(' Bu Ani ', radio, units)).toEqual({ unitId: 'p01', name: 'Bu Ani' });
  expect(bearerSaid('  ', radio, units)).toEqual({ unitId: null, name: null });
});

test('the list begins with radios nobody ever heard, then the longest silence, and leaves none out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.option(fc.integer({ min: 0, max: 50 }))), { selector: ([id]) => id }), (heard) => {
      const list = silentFirst(heard.map(([id, atMs]) => radio(id, atMs)));
      expect(list).toHaveLength(heard.length);
      list.slice(1).forEach((each, index) => expect(list[index]?.lastHeardAtMs ?? -1).toBeLessThanOrEqual(each.lastHeardAtMs ?? -1));
    }),
    { seed: 5 },
  );
});

test('an island was heard when the newest of its radios was', () => {
  const radios = [radio(1, 500, 'k1'), radio(2, 900, 'k1'), radio(3, null, 's1'), radio(4, 100)];
  const islandOf = ({ unitId }: Radio): string | null => (unitId === null ? null : unitId === 'k1' ? 'Kangean' : 'Sapeken');
  expect(silentIslands(radios, islandOf)).toEqual([
    { name: 'Sapeken', radios: 1, lastHeardAtMs: null },
    { name: 'Kangean', radios: 2, lastHeardAtMs: 900 },
  ]);
});

test('a unit is heard in the timeline from its sending until five minutes after its release, unless it never came', () => {
  const assignment = { assignedBy: 'Rina', overruled: false } as const;
  expect(
    filedSpans([
      { ...assignment, unitId: 'p12', assignedAtMs: 1_000, releasedAtMs: null },
      { ...assignment, unitId: 'p13', assignedAtMs: 1_000, releasedAtMs: 2_000 },
      { ...assignment, unitId: 'p14', assignedAtMs: 1_000, releasedAtMs: null, overruled: true },
    ]),
  ).toEqual([
    { unitId: 'p12', fromMs: 1_000, untilMs: null },
    { unitId: 'p13', fromMs: 1_000, untilMs: 302_000 },
  ]);
});

test('control bursts and overs that are another one are not filed; an emergency is, whatever it came as', () => {
  expect(isWorthFiling({ kind: 'voice', emergency: false, mergedInto: null })).toBe(true);
  expect(isWorthFiling({ kind: 'signalling', emergency: false, mergedInto: null })).toBe(false);
  expect(isWorthFiling({ kind: 'signalling', emergency: true, mergedInto: null })).toBe(true);
  expect(isWorthFiling({ kind: 'voice', emergency: true, mergedInto: 'other' })).toBe(false);
});

test('a status code suggests the newest status per unit, and nothing that a person has set meanwhile, that holds already, or that is old', () => {
  const codes: readonly StatusCode[] = [{ code: 3, status: 'on-scene' }, { code: 4, status: 'transporting' }];
  const message = (id: string, unitId: string | null, statusCode: number | null, atMs: number) => ({ id, unitId, radioId: 1, statusCode, atMs, direction: 'in' as const });
  const units = new Map([
    ['p12', { status: 'en-route' as const, statusSinceMs: 1_000 }],
    ['p13', { status: 'on-scene' as const, statusSinceMs: 1_000 }],
    ['p14', { status: 'returning' as const, statusSinceMs: 9_000 }],
  ]);
  const messages = [
    message('a', 'p12', 3, 2_000), message('b', 'p12', 4, 3_000), message('c', 'p13', 3, 2_000), message('d', 'p14', 3, 2_000),
    message('e', null, 3, 2_000), message('f', 'p12', 77, 4_000), { ...message('g', 'p12', 3, 5_000), direction: 'out' as const },
  ];
  expect(suggestedStatuses(messages, codes, units, 10_000)).toEqual([{ messageId: 'b', unitId: 'p12', radioId: 1, status: 'transporting', code: 4, atMs: 3_000 }]);
  expect(suggestedStatuses(messages, codes, units, 3_600_000)).toEqual([]);
});
