import { htPosition, htStatus, htText } from '#domain/exercise/ht-data-messages.ts';
import { withNoise } from '#domain/exercise/journey.ts';
import type { SimulatedFix } from '#domain/exercise/position-messages.ts';
import { createRandom } from '#domain/exercise/random.ts';
import type { Clock } from '../../clock.ts';
import { htDataTopic } from '../exercise-profile.ts';
import type { Crew } from './crew.ts';
import type { Send } from './outgoing-message.ts';

/** What the crews' radios send for each phase of a journey. */
const codeOf = { home: 1, waiting: 1, outbound: 2, 'on-scene': 3, returning: 4 } as const;
const thanks = ['terima, meluncur', 'lokasi ramai', 'pasien sadar', 'butuh tandu', 'jalan macet di pasar'] as const;
const reportMs = { moving: 75_000, parked: 300_000, errorM: 15 };
/** A report that did not get through comes with the next one. */
const missedShare = 0.12;
const textShare = 0.3;

/** The data of one crew's HT: its status at every turn, now and then a text, and thin positions that are sometimes kept and sent together. */
export function startRadioData(options: { crew: Crew; seed: number; clock: Clock; send: Send }): () => void {
  const { crew, clock, send } = options;
  const { radioId, talkgroup, id } = crew.unit;
  const random = createRandom(options.seed, 'radio-data', id);
  const kept: SimulatedFix[] = [];
  let texts = 0;
  let isClosed = false;
  let stop: () => void = () => undefined;
  const say = (leaf: string, payload: string): void => send({ topic: `${htDataTopic}/${leaf}`, payload, qos: 1, retain: false });
  const report = (): void => {
    if (isClosed) return;
    stop();
    const motion = crew.motion();
    kept.push({ ...withNoise(motion, reportMs.errorM, random), fixedAtMs: clock.now() - 1_000, speedKmh: motion.speedKmh, courseDeg: motion.courseDeg });
    if (!random.chance(missedShare)) for (const fix of kept.splice(0)) say('position', htPosition(radioId, fix));
    stop = clock.after(Math.round((motion.speedKmh > 0 ? reportMs.moving : reportMs.parked) * random.between(0.9, 1.1)), report);
  };
  crew.onTurn(() => {
    if (isClosed) return;
    const { phase } = crew.motion();
    say('status', htStatus(radioId, talkgroup, codeOf[phase], clock.now()));
    if (phase === 'on-scene' && random.chance(textShare)) {
      texts += 1;
      say('text', htText(texts, radioId, talkgroup, thanks[random.whole(0, thanks.length - 1)] ?? thanks[0], clock.now()));
    }
  });
  stop = clock.after(random.whole(5_000, reportMs.parked), report);
  return () => {
    isClosed = true;
    stop();
  };
}
