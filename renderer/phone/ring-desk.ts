import type { Client } from '#contract/client/client.ts';
import { isRinging } from '#domain/calls/ringing.ts';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import type { PhoneRing } from '#domain/phone/phone.ts';
import ringUrl from '../../resources/sounds/ring.wav?url';
import { knownAsOfMs } from '../state/face.ts';
import { createRingPlayer } from '../state/ring-player.ts';
import { createStation } from '../state/station.ts';

const lookEveryMs = 250;
const testForMs = 4_000;

/** Rings at this seat's ring device, whatever becomes of the panels' windows; by what it knows when core is away too. */
export type RingDesk = {
  state(): PhoneRing;
  /** Peak of what the ring device is given, 0 to 1. */
  level(): number;
  useOutput(deviceId: string): void;
  quiet(isOn: boolean): void;
  test(isOn: boolean): void;
  /** Something may ring or no longer: looks at once. */
  look(): void;
};

export function createRingDesk(options: { client: Client; lines: () => readonly PhoneLine[]; now: () => number; changed: () => void }): RingDesk {
  const station = createStation(options.client);
  const calls = station.latest('calls');
  const player = createRingPlayer(ringUrl);
  let isQuiet = false;
  let testUntilMs = 0;
  let said = '';

  const state = (): PhoneRing => {
    const nowMs = station.clock.nowMs();
    const view = calls.get();
    const rings = isRinging({ calls: view.byKey.values(), asOfMs: knownAsOfMs(view, station.state.get(), nowMs), lines: options.lines() }, nowMs);
    const played = player.state.get();
    return { isRinging: rings, isQuiet, isTest: options.now() < testUntilMs, fault: played === 'ready' ? null : played };
  };
  const look = (): void => {
    const ring = state();
    player.ring((ring.isRinging && !ring.isQuiet) || ring.isTest);
    const now = JSON.stringify(ring);
    if (now === said) return;
    said = now;
    options.changed();
  };
  player.open();
  player.state.subscribe(look);
  calls.subscribe(look);
  setInterval(look, lookEveryMs);
  return {
    state,
    level: player.level,
    useOutput: player.useOutput,
    look,
    quiet(isOn) {
      isQuiet = isOn;
      look();
    },
    test(isOn) {
      testUntilMs = isOn ? options.now() + testForMs : 0;
      look();
    },
  };
}
