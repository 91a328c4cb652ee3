import { emergencyPayload, mmdvmPayload, overPayloads, type Over } from '#domain/exercise/mmdvm-over.ts';
import { planOver, slotOf, type Talker } from '#domain/exercise/plan-radio.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Clock } from '../../clock.ts';
import type { Send } from './outgoing-message.ts';

const modeHangMs = 10_000;
const pauseBetweenOversMs = 400;
/** Who waits longer than this for a free channel gives up. */
const longestQueueMs = 25_000;

export type RadioHost = {
  /** A radio speaks as soon as its slot is free; false when the channel was too busy. */
  speak(talker: Talker, lengthMs?: readonly [number, number]): boolean;
  /** Hears, or is given by the network, what another host hears at this moment; not while its slot is taken. */
  hearToo(over: Over): void;
  pressEmergency(talker: Talker): void;
  /** A remote command on NAME/command; the host answers `status` and nothing else. */
  command(text: string): void;
  close(): void;
};

/** One MMDVM-Host with its repeater: two time slots, one over at a time on each, idle 10 s after the last. `onOver`: what it hears first begins. */
export function createRadioHost(options: { name: string; seed: number; clock: Clock; send: Send; onOver: (over: Over) => void }): RadioHost {
  const { name, seed, clock, send } = options;
  const random = createRandom(seed, 'radio', name);
  const freeAtMs = new Map<number, number>();
  const timers = new Set<() => void>();
  let mode: 'idle' | 'DMR' = 'idle';
  let stopHang: () => void = () => undefined;

  const say = (payload: string): void => send({ topic: `${name}/json`, payload, qos: 2, retain: false });
  const later = (ms: number, run: () => void): void => {
    const stop = clock.after(ms, () => {
      timers.delete(stop);
      run();
    });
    timers.add(stop);
  };
  const enter = (next: 'idle' | 'DMR'): void => {
    mode = next;
    say(mmdvmPayload('MMDVM', { mode: next }, clock.now()));
  };
  const play = (over: Over): void => {
    if (mode === 'idle') enter('DMR');
    stopHang();
    const payloads = overPayloads(over, clock.now(), random);
    for (const { offsetMs, payload } of payloads) {
      if (offsetMs === 0) say(payload);
      else later(offsetMs, () => say(payload));
    }
    later(Math.max(over.durationMs, payloads.at(-1)?.offsetMs ?? 0), () => {
      stopHang();
      stopHang = clock.after(modeHangMs, () => {
        if ([...freeAtMs.values()].every((atMs) => atMs <= clock.now())) enter('idle');
      });
    });
  };
  const claim = (slot: number, forMs: number): number => {
    const startMs = Math.max(clock.now(), freeAtMs.get(slot) ?? 0);
    freeAtMs.set(slot, startMs + forMs + pauseBetweenOversMs);
    return startMs - clock.now();
  };

  enter('idle');
  return {
    speak(talker, lengthMs) {
      const over = planOver(talker, random, lengthMs ? { lengthMs } : {});
      if ((freeAtMs.get(over.slot) ?? 0) - clock.now() > longestQueueMs) return false;
      // Two seconds more: a lost end is told late.
      const waitMs = claim(over.slot, over.durationMs + (over.ending === 'end' ? 0 : 2_000));
      const begin = (): void => {
        play(over);
        options.onOver(over);
      };
      if (waitMs === 0) begin();
      else later(waitMs, begin);
      return true;
    },
    hearToo(over) {
      if ((freeAtMs.get(over.slot) ?? 0) > clock.now()) return;
      claim(over.slot, over.durationMs + (over.ending === 'end' ? 0 : 2_000));
      play(over);
    },
    pressEmergency({ radioId, talkgroup, info }) {
      later(claim(slotOf(talkgroup), 200), () => {
        say(emergencyPayload({ slot: slotOf(talkgroup), radioId, talkgroup, info }, clock.now()));
      });
    },
    command(text) {
      const answer = text.trim() === 'status' ? 'dstar:n/a dmr:conn ysf:n/a p25:n/a nxdn:n/a fm:n/a' : 'KO';
      send({ topic: `${name}/response`, payload: answer, qos: 2, retain: false });
    },
    close() {
      stopHang();
      for (const stop of timers) stop();
    },
  };
}
