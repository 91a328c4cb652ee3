import { isLive } from '#domain/phone/phone-line.ts';
import type { Clock } from './clock.ts';
import type { Storage } from './db/storage.ts';
import type { PhoneFeature } from './features/phone/phone-feature.ts';
import type { RecordingsFeature } from './features/recordings/recordings-feature.ts';
import type { createFactReceiver } from './ingest/receive-fact.ts';
import type { Journal } from './journal/journal.ts';
import { forgetOld } from './retention.ts';
import type { Sources } from './sources/sources.ts';
import { createSteadyTime } from './steady-time.ts';
import type { Stores } from './stores.ts';

const upkeepMs = 5_000;
const believedStepMs = 60_000;
const unendedCheckMs = 500;
const phoneCheckMs = 1_000;

/** What a station does without being asked: ends what nobody ended, forgets what is old, and notices who has gone silent. Returns its stops. */
export function startUpkeep(options: {
  clock: Clock;
  stores: Stores;
  storage: Storage;
  journal: Pick<Journal, 'settle'>;
  feeds: { dropOld(): void };
  damage: { upkeep(): void };
  receiver: Pick<ReturnType<typeof createFactReceiver>, 'closeUnended' | 'endForgottenCalls'>;
  sources: Pick<Sources, 'links'>;
  phone: Pick<PhoneFeature, 'board' | 'upkeep'>;
  recordings: Pick<RecordingsFeature, 'upkeep'>;
  keepUp: (work: () => void) => boolean;
  /** A caller waits whom nobody has taken, or no longer. */
  onRinging: (isOn: boolean) => void;
}): readonly (() => void)[] {
  const { clock, stores, storage, receiver, phone, keepUp } = options;
  const steadyNow = createSteadyTime(() => clock.now(), believedStepMs);
  let isRinging = false;

  const closeUnended = (): void => {
    const down = options.sources.links().flatMap((link) => (link.kind === 'radio' && link.state === 'down' ? [link.id] : []));
    const work = receiver.closeUnended(down);
    if (work) keepUp(work);
  };
  const upkeep = (): void => {
    options.feeds.dropOld();
    storage.probe(clock.now());
    options.journal.settle();
    options.damage.upkeep();
    if (storage.fault() !== null) return;
    options.recordings.upkeep();
    const nowMs = steadyNow();
    keepUp(() => {
      receiver.endForgottenCalls(nowMs);
      forgetOld(stores, nowMs);
    });
  };
  const lookAtPhones = (): void => {
    phone.upkeep();
    const lines = phone.board.all().flatMap(({ lines: ofPhone }) => ofPhone);
    const rings = stores.calls.someoneWaits(clock.now()) || lines.some((line) => isLive(line) && line.state === 'ringing');
    if (rings !== isRinging) options.onRinging((isRinging = rings));
  };
  return [clock.every(unendedCheckMs, closeUnended), clock.every(upkeepMs, upkeep), clock.every(phoneCheckMs, lookAtPhones)];
}
