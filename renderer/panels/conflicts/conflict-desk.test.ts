import { describe, expect, test } from 'vitest';
import type { Conflict } from '#domain/conflicts/conflict.ts';
import { deskAfter, emptyDesk, meaningOfKeys, movedConflict, sideOfKey } from './conflict-desk.ts';

function conflict(id: string, ...eventIds: readonly string[]): Conflict {
  return {
    id, entity: 'incident:i1', rule: 'place', effectiveEventId: 'e1', incidentIds: ['i1'], unitId: null, sinceMs: 1,
    sides: (eventIds.length > 0 ? eventIds : ['e1', 'e2']).map((eventId, index) => ({
      eventId, station: `S${index}`, seq: 1, hlc: '', actor: 'Sari', atMs: 1, aloneSinceMs: null, value: null,
    })),
  };
}

const first = conflict('first');
const second = conflict('second', 'e3', 'e4');
const lying = { focused: true, chosen: null };
const shown = deskAfter(emptyDesk, [first, second], { focused: false, chosen: null });

describe('what lies open', () => {
  test('is the first, and stays it when one that matters more comes in', () => {
    expect(shown.shown).toBe(first);
    expect(deskAfter(shown, [second, first], lying).shown).toBe(first);
  });

  test('makes way for the next once the person here chose', () => {
    expect(deskAfter(shown, [second], { focused: true, chosen: meaningOfKeys(first) })).toEqual({ shown: second, settledElsewhere: false });
  });

  test('stays, marked, when another seat settled it under a hand about to press a digit', () => {
    expect(deskAfter(shown, [second], lying)).toEqual({ shown: first, settledElsewhere: true });
  });

  test('an earlier choice about fewer sides is no choice about this one', () => {
    const withThird = conflict('first', 'e1', 'e2', 'e9');
    const reopened = deskAfter(shown, [withThird, second], lying);
    expect(deskAfter(reopened, [second], { focused: true, chosen: meaningOfKeys(first) })).toEqual({ shown: withThird, settledElsewhere: true });
  });

  test('goes when nobody looks and it is settled', () => {
    expect(deskAfter(shown, [], { focused: false, chosen: null })).toEqual(emptyDesk);
  });
});

test('a digit chooses its side and nothing else does', () => {
  expect(['1', '2', '3', '0', 'a', '12'].map((key) => sideOfKey(key, second))).toEqual(['e3', 'e4', null, null, null, null]);
});

test('the arrows go round', () => {
  expect(movedConflict([first, second], second, 1)).toBe(first);
  expect(movedConflict([first, second], first, -1)).toBe(second);
  expect(movedConflict([second], first, 1)).toBe(second);
  expect(movedConflict([], null, 1)).toBeNull();
});
