import { expect, test } from 'vitest';
import type { UploadedCall } from '../recordings/uploaded-call.ts';
import { applyRadioSignal, noOvers } from './overs.ts';
import { transmissionsAround } from './one-transmission.ts';
import { radioSignal, type RadioSignal } from './radio-signal.ts';
import { unheardOvers } from './uploaded-overs.ts';

const startedAtMs = 1_800_000_000_000;
const call: UploadedCall = { talkgroup: 112, system: 1, label: '', startedAtMs, radioId: 5_101_234, speakers: [{ radioId: 5_101_234, fromMs: 0 }, { radioId: 5_101_301, fromMs: 6_000 }] };
const from = { sourceId: 'call-uploads', receivedAtMs: startedAtMs + 20_000 };

function heard(signals: readonly RadioSignal[]) {
  let overs = noOvers;
  const changed = signals.flatMap((signal) => {
    const change = applyRadioSignal(overs, signal, 180_000);
    overs = change.open;
    return change.changed;
  });
  return transmissionsAround(overs, changed, () => undefined).filter(({ mergedInto }) => mergedInto === null);
}
/** What a repeater's host tells of an over. */
const byHost = (radioId: number, atMs: number, lastsMs: number): RadioSignal[] => {
  const at = { sourceId: 'ht', mode: 'DMR', key: '2', direction: 'rf' } as const;
  return [
    radioSignal({ ...at, phase: 'start', atMs, receivedAtMs: atMs, radioId, talkgroup: 112 }),
    radioSignal({ ...at, phase: 'end', atMs: atMs + lastsMs, receivedAtMs: atMs + lastsMs, durationMs: lastsMs }),
  ];
};

test('a call that nobody else heard is a transmission for each who speaks in it', () => {
  expect(heard(unheardOvers(call, 10_000, [], from)).map(({ radioId, talkgroup, startedAtMs: at, durationMs, end }) => [radioId, talkgroup, at - startedAtMs, durationMs, end])).toEqual(
    expect.arrayContaining([
      [5_101_234, 112, 0, 6_000, 'terminator'],
      [5_101_301, 112, 6_000, 4_000, 'terminator'],
    ]),
  );
});

test('what a repeater heard already is not a second record, however the recorder’s clock is off; the rest of the call is one', () => {
  const first = heard(byHost(5_101_234, startedAtMs + 900, 4_500));
  const rest = unheardOvers(call, 10_000, first, from);
  expect(new Set(rest.map(({ radioId }) => radioId))).toEqual(new Set());
  expect(unheardOvers({ ...call, speakers: [call.speakers[0]!, { radioId: 5_101_301, fromMs: 9_000 }] }, 14_000, first, from).map(({ radioId }) => radioId)).toEqual([5_101_301, 5_101_301]);
  expect(unheardOvers({ ...call, talkgroup: 113 }, 10_000, first, from)).not.toEqual([]);
});

test('a repeater that tells of it afterwards tells of the same transmission', () => {
  const late = heard([...unheardOvers({ ...call, speakers: call.speakers.slice(0, 1) }, 4_000, [], from), ...byHost(5_101_234, startedAtMs + 700, 3_800)]);
  expect(late.map(({ radioId, receivers }) => [radioId, receivers.length])).toEqual([[5_101_234, 2]]);
});
