import { withNoise } from '#domain/exercise/journey.ts';
import { owntracksLocation, traccarPosition } from '#domain/exercise/position-messages.ts';
import { createRandom } from '#domain/exercise/random.ts';
import { distanceM } from '#domain/places/distance.ts';
import type { Clock } from '../../clock.ts';
import type { Crew } from './crew.ts';
import type { Send } from './outgoing-message.ts';

type Options = { readonly crew: Crew; readonly number: number; readonly seed: number; readonly clock: Clock; readonly send: Send };

const trackerMs = { moving: 10_000, parked: 60_000, delay: 1_000, errorM: 6 };
const phoneMs = { moving: 15_000, parked: 45_000, errorM: 9 };
/** Beside the mainland mobile coverage has holes. */
const islandSilence = 0.3;

/** The tracker of a vehicle, as Traccar forwards it: every 10 s under way, every minute parked. */
export function startTracker({ crew, number, seed, clock, send }: Options, imei: string): () => void {
  const random = createRandom(seed, 'tracker', imei);
  let totalDistanceM = 40_000_000 + random.whole(0, 30_000_000);
  let last = crew.motion();
  return reportRegularly({ crew, clock, random, intervals: trackerMs }, () => {
    const motion = crew.motion();
    totalDistanceM += distanceM(last, motion);
    last = motion;
    const point = withNoise(motion, trackerMs.errorM, random);
    const fixedAtMs = Math.floor((clock.now() - trackerMs.delay) / 1000) * 1000;
    const category = { 'fire-engine': 'truck', 'sea-ambulance': 'boat' }[crew.unit.kind as string] ?? 'car';
    const payload = traccarPosition(
      { ...point, fixedAtMs, speedKmh: motion.speedKmh * random.between(0.8, 1.15), courseDeg: motion.courseDeg },
      { number, imei, name: crew.unit.callSign, category, serverAtMs: clock.now(), totalDistanceM },
    );
    send({ topic: 'positions', payload, qos: 1, retain: false });
  });
}

/** The phone of a crew with OwnTracks: retained, every 15 s under way, otherwise every 45 s where there is coverage. */
export function startPhone({ crew, seed, clock, send }: Options, device: string): () => void {
  const random = createRandom(seed, 'phone', device);
  const isOffMainland = crew.unit.talkgroup >= 1124 && crew.unit.talkgroup <= 1126;
  const startedAtMs = clock.now();
  const fullPercent = random.between(60, 100);
  return reportRegularly({ crew, clock, random, intervals: phoneMs }, () => {
    const motion = crew.motion();
    if (isOffMainland && motion.speedKmh === 0 && random.chance(islandSilence)) return;
    const point = withNoise(motion, phoneMs.errorM, random);
    const payload = owntracksLocation(
      { ...point, fixedAtMs: clock.now() - 1_000, speedKmh: motion.speedKmh * random.between(0.85, 1.1), courseDeg: motion.courseDeg },
      {
        trackerId: crew.unit.id.slice(-2),
        accuracyM: random.between(4, 25),
        altitudeM: random.between(2, 30),
        // A phone lasts ten hours and is charged at the post before it is empty.
        batteryPercent: Math.max(15, fullPercent - ((clock.now() - startedAtMs) / 36_000_000) * 100),
        createdAtMs: clock.now(),
      },
    );
    send({ topic: `owntracks/${device}`, payload, qos: 1, retain: true });
  });
}

/** Reports now, then after each interval, and at every turn of the crew. Returns the stop. */
function reportRegularly(
  options: { crew: Crew; clock: Clock; random: { between(low: number, high: number): number }; intervals: { moving: number; parked: number } },
  report: () => void,
): () => void {
  const { crew, clock, random, intervals } = options;
  let stop: () => void = () => undefined;
  let closed = false;
  const tick = (): void => {
    if (closed) return;
    stop();
    report();
    const interval = crew.motion().speedKmh > 0 ? intervals.moving : intervals.parked;
    stop = clock.after(Math.round(interval * random.between(0.9, 1.1)), tick);
  };
  stop = clock.after(Math.round(random.between(200, 3_000)), tick);
  crew.onTurn(tick);
  return () => {
    closed = true;
    stop();
  };
}
