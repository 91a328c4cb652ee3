import type { Over } from '#domain/exercise/mmdvm-over.ts';
import { adnState, adnVoiceEvents, hblinkConnected, hblinkEvents, type Repeater } from '#domain/exercise/server-events.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Clock } from '../../clock.ts';
import { adnPrefix, adnServerId, hblinkTopic } from '../exercise-profile.ts';
import type { Send } from './outgoing-message.ts';

/** The repeaters that stand at our own masts, by the name of their host. */
const repeaters: Readonly<Record<string, Repeater>> = {
  'mmdvm-sumenep': { id: 510_112, system: 'SYSTEM-0', name: 'SUMENEP' },
  'mmdvm-gapura': { id: 510_113, system: 'SYSTEM-1', name: 'GAPURA' },
  'mmdvm-kangean': { id: 510_114, system: 'SYSTEM-2', name: 'KANGEAN' },
};
const masalembu = { id: 510_116, name: 'MASALEMBU' };
const greatestStream = 0xff_ff_ff_ff;

export type RadioServers = {
  /** A repeater of ours brings an over into the network. */
  hear(host: string, over: Over): void;
  /** An over at Masalembu, whose repeater hangs on another kind of server. */
  hearFar(over: Over): void;
  close(): void;
};

/** The two servers that tie the masts together: ADN DMR Peer Server for ours, HBlink4, by its bridge, for Masalembu. */
export function createRadioServers(options: { seed: number; clock: Clock; send: Send }): RadioServers {
  const { clock, send } = options;
  const random = createRandom(options.seed, 'radio-servers');
  const timers = new Set<() => void>();
  const at = (ms: number, run: () => void): void => {
    if (ms === 0) return run();
    const stop = clock.after(ms, () => {
      timers.delete(stop);
      run();
    });
    timers.add(stop);
  };
  send({ topic: `${adnPrefix}/state`, payload: adnState(adnServerId, Object.values(repeaters), clock.now()), qos: 0, retain: true });
  // The bridge keeps who is logged in for whoever asks later.
  send({ topic: `${hblinkTopic}/repeater_connected`, payload: hblinkConnected(masalembu, clock.now()), qos: 0, retain: true });
  return {
    hear(host, over) {
      const from = repeaters[host];
      if (!from) return;
      const to = Object.values(repeaters).filter(({ id }) => id !== from.id);
      for (const { offsetMs, payload } of adnVoiceEvents(over, from, to, random.whole(1, greatestStream), clock.now())) {
        at(offsetMs, () => send({ topic: `${adnPrefix}/voice_event`, payload, qos: 0, retain: false }));
      }
    },
    hearFar(over) {
      const stream = random.whole(1, greatestStream).toString(16).padStart(8, '0');
      for (const { offsetMs, payload, type } of hblinkEvents(over, masalembu.id, stream, clock.now())) {
        at(offsetMs, () => send({ topic: `${hblinkTopic}/${type}`, payload, qos: 0, retain: false }));
      }
    },
    close() {
      for (const stop of timers) stop();
    },
  };
}
