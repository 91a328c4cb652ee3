import { motionAt, planJourney, type Journey, type Motion } from '#domain/exercise/journey.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Coordinates } from '#domain/places/place.ts';
import type { Clock } from '../../clock.ts';
import type { FieldUnit } from '../exercise-units.ts';
import type { ReceivedAssignment } from './read-assignment.ts';

const rememberedAssignments = 100;

export type Crew = {
  readonly unit: FieldUnit;
  motion(): Motion;
  receive(assignment: ReceivedAssignment): void;
  /** Called when the crew sets off, arrives, leaves or is home again. */
  onTurn(listener: () => void): void;
  close(): void;
};

/**
 * One crew: hears an assignment, acknowledges on the radio, drives there if there is a way, stays, comes back. A newer
 * assignment starts from wherever it is; the same one heard twice is one.
 */
export function createCrew(options: {
  unit: FieldUnit;
  seed: number;
  clock: Clock;
  /** The crew speaks for so long, in ms. */
  speak: (lengthMs: readonly [number, number]) => void;
  hasWay: (from: Coordinates, to: Coordinates) => boolean;
}): Crew {
  const { unit, seed, clock, speak, hasWay } = options;
  const heard = new Set<string>();
  const listeners = new Set<() => void>();
  let journey: Journey | null = null;
  let timers: (() => void)[] = [];

  const motion = (): Motion => {
    const { latitude, longitude } = unit.base;
    return journey ? motionAt(journey, clock.now()) : { latitude, longitude, phase: 'home', speedKmh: 0, courseDeg: 0 };
  };
  const stop = (): void => {
    for (const cancel of timers) cancel();
    timers = [];
  };
  const at = (atMs: number, run: () => void): void => {
    timers.push(clock.after(Math.max(0, atMs - clock.now()), run));
  };
  const turn = (): void => listeners.forEach((listener) => listener());

  return {
    unit,
    motion,
    receive({ id, place }) {
      if (heard.has(id)) return;
      heard.add(id);
      for (const old of [...heard].slice(0, -rememberedAssignments)) heard.delete(old);
      stop();
      const { latitude, longitude } = motion();
      const from = { latitude, longitude };
      const to = place && hasWay(from, place) ? place : from;
      const planned = planJourney(
        { from, to, home: unit.base, speedKmh: unit.speedKmh, byWater: unit.byWater, startMs: clock.now() },
        createRandom(seed, 'journey', unit.id, id),
      );
      at(planned.acknowledgeAtMs, () => speak([2_000, 4_500]));
      if (to === from) return;
      journey = planned;
      at(planned.departAtMs, turn);
      at(planned.arriveAtMs, () => {
        speak([1_800, 4_000]);
        turn();
      });
      at(planned.leaveAtMs, () => {
        speak([2_500, 7_000]);
        turn();
      });
      at(planned.homeAtMs, () => {
        journey = null;
        speak([1_800, 3_500]);
        turn();
      });
    },
    onTurn(listener) {
      listeners.add(listener);
    },
    close: stop,
  };
}
