import { describe, expect, test } from 'vitest';
import type { Transmission } from '#domain/radio/transmission.ts';
import { lanesOf, newestFirst } from './lanes.ts';
import { speakerOf } from './speaker.ts';
import { isOnAir, transmissionState } from '../../ui/marks/transmission-mark.ts';

function over(changes: Partial<Transmission> = {}): Transmission {
  return {
    id: 'a',
    sourceId: 'ht',
    mode: 'DMR',
    kind: 'voice',
    slot: 2,
    direction: 'rf',
    radioId: 5_100_101,
    alias: null,
    talkgroup: 112,
    privateCallTo: null,
    unitId: null,
    startedAtMs: 1_000,
    lastHeardAtMs: 3_000,
    signalGone: false,
    endedAtMs: 3_000,
    durationMs: 2_000,
    end: 'terminator',
    lateEntry: false,
    emergency: false,
    rssiDbm: null,
    berPercent: null,
    lossPercent: null,
    detail: null, receivers: [], mergedInto: null,
    ...changes,
  };
}

const onAir = { endedAtMs: null, durationMs: null, end: null } as const;

describe('the state of a transmission', () => {
  test('is talking until it ends, and doubtful talk is told apart', () => {
    expect(transmissionState(over(onAir))).toBe('talking');
    expect(transmissionState(over({ ...onAir, signalGone: true }))).toBe('fading');
    expect(transmissionState(over({ ...onAir, kind: 'data' }))).toBe('data');
  });

  test('tells an end that was heard from one that was lost, cut off or guessed', () => {
    const ends = ['terminator', 'lost', 'timeout', 'superseded', 'stale', 'source-down', 'single-shot'] as const;
    expect(ends.map((end) => transmissionState(over({ end })))).toEqual([
      'ended',
      'lost',
      'timeout',
      'superseded',
      'doubtful',
      'source-down',
      'ended',
    ]);
  });

  test('of a rejected or signalling burst is what it was, not how it ended', () => {
    expect(transmissionState(over({ kind: 'rejected', end: 'single-shot' }))).toBe('rejected');
    expect(transmissionState(over({ kind: 'signalling', end: 'single-shot' }))).toBe('signalling');
  });

  test('is on the air only for voice and data that have not ended', () => {
    expect(isOnAir(over(onAir))).toBe(true);
    expect(isOnAir(over())).toBe(false);
    expect(isOnAir(over({ ...onAir, kind: 'signalling' }))).toBe(false);
  });
});

describe('lanes', () => {
  const talkgroups = [
    { id: 900, name: 'Damkar' },
    { id: 112, name: 'Gawat' },
  ];

  test('keep the order of the profile, then unknown talkgroups by number, then private calls', () => {
    const heard = [over({ talkgroup: null, privateCallTo: 7 }), over({ talkgroup: 50 }), over({ talkgroup: 9 }), over()];
    expect(lanesOf(heard, talkgroups, 0, 0).map(({ key, name }) => [key, name])).toEqual([
      ['900', 'Damkar'],
      ['112', 'Gawat'],
      ['9', null],
      ['50', null],
      ['private', null],
    ]);
  });

  test('show who is on the air before who spoke later and ended', () => {
    const heard = [over({ id: 'later', startedAtMs: 5_000 }), over({ id: 'still talking', ...onAir })];
    const lane = lanesOf(heard, talkgroups, 0, 0).find(({ key }) => key === '112');
    expect(lane).toMatchObject({ onAir: true, newest: { id: 'still talking' } });
  });

  test('are empty for a talkgroup nobody spoke on', () => {
    expect(lanesOf([], talkgroups, 0, 0)[0]).toMatchObject({ newest: null, onAir: false, emergency: false });
  });

  test('carry the mark of an emergency for a while', () => {
    const heard = [over({ emergency: true, startedAtMs: 1_000 })];
    const marked = (nowMs: number) => lanesOf(heard, talkgroups, nowMs, 60_000).find(({ key }) => key === '112')?.emergency;
    expect([marked(60_000), marked(61_000)]).toEqual([true, false]);
  });
});

test('the list is newest first, and the order of equals does not depend on arrival', () => {
  const list = [over({ id: 'a' }), over({ id: 'c', startedAtMs: 9_000 }), over({ id: 'b' })];
  expect(newestFirst(list).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(newestFirst(list.toReversed())).toEqual(newestFirst(list));
});

describe('the speaker', () => {
  const callSignOf = (unitId: string) => (unitId === 'p12' ? 'P12' : undefined);

  test('is the unit with the radio beside it, or the radio alone, or its number', () => {
    expect(speakerOf(over({ unitId: 'p12', alias: 'Budi' }), callSignOf)).toEqual({ callSign: 'P12', alias: 'Budi', radioId: null });
    expect(speakerOf(over({ unitId: 'p12', alias: 'p12' }), callSignOf)).toEqual({ callSign: 'P12', alias: null, radioId: null });
    expect(speakerOf(over({ alias: 'Budi' }), callSignOf)).toEqual({ callSign: null, alias: 'Budi', radioId: null });
    expect(speakerOf(over(), callSignOf)).toEqual({ callSign: null, alias: null, radioId: 5_100_101 });
    expect(speakerOf(over({ radioId: null, unitId: 'gone' }), callSignOf)).toEqual({ callSign: null, alias: null, radioId: null });
  });
});
