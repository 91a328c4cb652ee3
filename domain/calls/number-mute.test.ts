import { describe, expect, test } from 'vitest';
import type { Act, JournalEvent } from '../journal/act.ts';
import { foldNumber, longestMuteMs, muteAt, untouchedNumber } from './number-mute.ts';

const number = '+6286011200001';
const startMs = 1_800_000_000_000;
const hour = 3_600_000;

function event(act: Act, atMs: number, station: string, seen: Record<string, number> = {}): JournalEvent {
  return { id: `${station}-${atMs}`, station, seq: atMs - startMs + 10, hlc: `${atMs}.0000.${station}`, atMs, actor: `supervisor ${station}`, seen, act, previousHash: '', hash: '' };
}
const muted = (untilMs: number): Act => ({ kind: 'number.muted', number, untilMs, reason: 'anak sekolah' });
const unmuted: Act = { kind: 'number.unmuted', number };
const fold = (...events: JournalEvent[]) => events.reduce(foldNumber, untouchedNumber(number));

describe('the ring of a number', () => {
  test('is silent until the time, not longer', () => {
    const state = fold(event(muted(startMs + hour), startMs, 'S1'));
    expect(muteAt(state, startMs)).toEqual({ untilMs: startMs + hour, by: 'supervisor S1', atMs: startMs, reason: 'anak sekolah' });
    expect(muteAt(state, startMs + hour)).toBeNull();
  });

  test('is never silent for more than two hours, whatever the act says and wherever the clock goes', () => {
    const state = fold(event(muted(startMs + 1_000 * hour), startMs, 'S1'));
    expect(muteAt(state, startMs + longestMuteMs - 1)?.untilMs).toBe(startMs + longestMuteMs);
    expect(muteAt(state, startMs + longestMuteMs)).toBeNull();
    expect(muteAt(state, startMs - hour)).toBeNull();
  });

  test('is heard again as soon as somebody says so, also at a seat apart', () => {
    const mute = event(muted(startMs + hour), startMs, 'S1');
    expect(muteAt(fold(mute, event(unmuted, startMs + 1, 'S1')), startMs + 2)).toBeNull();
    expect(muteAt(fold(mute, event(unmuted, startMs + 1, 'S2')), startMs + 2)).toBeNull();
    expect(muteAt(fold(event(unmuted, startMs - 1, 'S2'), mute), startMs + 2)).toBeNull();
  });

  test('of two mutes made apart the one that ends sooner holds', () => {
    const state = fold(event(muted(startMs + hour), startMs, 'S1'), event(muted(startMs + 2 * hour), startMs + 1, 'S2'));
    expect(muteAt(state, startMs + 2)?.untilMs).toBe(startMs + hour);
  });
});
