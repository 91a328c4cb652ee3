import { createRandom } from '#domain/exercise/random.ts';
import { activeCalls, decodeRates, recorderStatus, trunkMessage, type TrunkCall, type TrunkSystem } from '#domain/exercise/trunk-messages.ts';
import type { Clock } from '../../clock.ts';
import { policeRadios, policeTalkgroup, trunkTopic } from '../exercise-profile.ts';
import type { RecordedOver } from '../voice-recorder.ts';
import type { Send } from './outgoing-message.ts';

const system: TrunkSystem = { instance: 'polres-sumenep', number: 1, name: 'polres', talkgroupName: 'Polres' };
const recordedSystem = 2;
const listEveryMs = 1_000;
const rateEveryMs = 3_000;
/** A recording is concluded so long after the last word. */
const concludedAfterMs = 3_000;
const meanGapMs = 45_000;

/** The police's own trunked system, heard by a recorder: calls, the list of those that go on each second, and how well it decodes. */
export function startTrunkRecorder(options: { seed: number; pace: number; clock: Clock; send: Send; recorded: (over: RecordedOver) => void }): () => void {
  const { clock, send } = options;
  const random = createRandom(options.seed, 'trunk-recorder');
  const active = new Set<TrunkCall>();
  const stops = new Set<() => void>();
  let number = 0;
  const say = (leaf: string, payload: string, retain = false): void => send({ topic: `${trunkTopic}/${leaf}`, payload, qos: 0, retain });
  const later = (ms: number, run: () => void): void => {
    const stop = clock.after(ms, () => {
      stops.delete(stop);
      run();
    });
    stops.add(stop);
  };
  const speak = (): void => {
    const radio = policeRadios[random.whole(0, policeRadios.length - 1)];
    number += 1;
    const durationMs = random.whole(1_500, 9_000);
    if (radio) begin({ number, talkgroup: policeTalkgroup, unit: radio.id, unitName: radio.name, startedAtMs: clock.now(), durationMs, encrypted: random.chance(0.1), emergency: random.chance(0.004) });
    // One at a time speaks on a talkgroup.
    later(durationMs + Math.round(Math.max(2_000, -Math.log(1 - random.fraction()) * meanGapMs) / options.pace), speak);
  };
  const begin = (call: TrunkCall): void => {
    active.add(call);
    say('call_start', trunkMessage('call_start', call, system, clock.now()));
    later(call.durationMs, () => {
      active.delete(call);
      // What cannot be decoded is not recorded: it is only gone from the list.
      if (call.encrypted) return;
      later(concludedAfterMs, () => {
        say('call_end', trunkMessage('call_end', call, system, clock.now()));
        options.recorded({ system: recordedSystem, talkgroup: call.talkgroup, label: system.talkgroupName, radioId: call.unit, startedAtMs: call.startedAtMs, durationMs: call.durationMs });
      });
    });
  };
  say('trunk_recorder/status', recorderStatus('connected', system), true);
  stops.add(clock.every(listEveryMs, () => say('calls_active', activeCalls([...active], system, clock.now()))));
  stops.add(clock.every(rateEveryMs, () => say('rates', decodeRates(Math.round(random.between(34, 40) * 100) / 100, system, clock.now()))));
  later(random.whole(3_000, 12_000), speak);
  return () => {
    for (const stop of stops) stop();
  };
}
