import { expect, test } from 'vitest';
import type { UnitStatus } from '../units/unit.ts';
import type { Fence } from './fence.ts';
import { suggestedByFences } from './suggested-by-fence.ts';

const fence = (id: string, kind: Fence['kind'], unitIds: readonly string[] = []): [string, Fence] => [id, { id, kind, name: id, latitude: 0, longitude: 0, radiusM: 200, unitIds }];
const fences = new Map([fence('rs', 'hospital'), fence('home', 'base', ['p1']), fence('pier', 'pier')]);
const minuteMs = 60_000;

function suggested(status: UnitStatus, fenceId: string, visit: { inM: number; outM?: number }, nowM = 20, sinceM = 5) {
  const visits = new Map([['p1', [{ fenceId, enteredAtMs: visit.inM * minuteMs, leftAtMs: visit.outM === undefined ? null : visit.outM * minuteMs }]]]);
  return suggestedByFences(visits, fences, new Map([['p1', { status, statusSinceMs: sinceM * minuteMs }]]), nowM * minuteMs).map((each) => each.status);
}

test('crossing a fence suggests what it means for who is on the way, and nothing else', () => {
  expect(suggested('transporting', 'rs', { inM: 10 })).toEqual(['at-hospital']);
  expect(suggested('at-hospital', 'rs', { inM: 1, outM: 10 })).toEqual(['returning']);
  expect(suggested('returning', 'home', { inM: 10 })).toEqual(['available']);
  expect(suggested('assigned', 'home', { inM: 1, outM: 10 })).toEqual(['en-route']);
  expect(suggested('on-scene', 'rs', { inM: 10 })).toEqual([]);
  expect(suggested('returning', 'pier', { inM: 10 })).toEqual([]);
  expect(suggested('available', 'home', { inM: 10 })).toEqual([]);
});

test("a person's later word stands, and half an hour later nothing is suggested any more", () => {
  expect(suggested('transporting', 'rs', { inM: 4 })).toEqual([]);
  expect(suggested('transporting', 'rs', { inM: 10 }, 41)).toEqual([]);
  expect(suggestedByFences(new Map([['gone', [{ fenceId: 'rs', enteredAtMs: 1, leftAtMs: null }]]]), fences, new Map(), 2)).toEqual([]);
});
