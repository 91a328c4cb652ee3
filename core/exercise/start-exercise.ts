import { createIslands } from '#domain/places/islands.ts';
import type { SimulatedCaller } from '#domain/exercise/plan-calls.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { readResource, resourcesFolder } from '../resources.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { exerciseProfile } from './exercise-profile.ts';
import { createVoiceRecorder, recorderSecret } from './voice-recorder.ts';
import { startRegency } from './simulator/regency.ts';

export type Exercise = {
  /** A site profile like any other; its flag `exercise` is all that tells a station what it is. */
  readonly profile: ReturnType<typeof exerciseProfile>;
  readonly brokerUrl: string;
  /** The secrets that the profile names. */
  readonly secrets: Readonly<Record<string, string>>;
  /** One call now; returns its id. */
  ring(caller?: Partial<SimulatedCaller>): string;
  close(): Promise<void>;
};

/**
 * Starts a broker on 127.0.0.1 and a simulated Sumenep that publishes on it. The same `seed` and clock give the same
 * messages; `withVoices`: what is spoken is recorded and brought to the station; `pace` 2 gives twice the calls and twice the radio traffic; without `autoCalls` nobody calls unless `ring` is called.
 */
export async function startExercise(options: { clock: Clock; log: Log; seed?: number; pace?: number; autoCalls?: boolean; port?: number; withVoices?: boolean }): Promise<Exercise> {
  const { clock, log } = options;
  const resources = resourcesFolder(import.meta.url);
  const { islandAt } = createIslands(readResource(resources, 'map', 'islands.geojson'));
  const recorder = options.withVoices === true ? await createVoiceRecorder({ resources, log }) : null;
  const broker = await startEmbeddedBroker(options.port === undefined ? {} : { port: options.port });
  const regency = startRegency({
    seed: options.seed ?? clock.now(),
    pace: options.pace ?? 1,
    autoCalls: options.autoCalls ?? true,
    clock,
    log,
    send: (message) => void broker.publish(message),
    islandAt,
    recorded: (over) => recorder?.bring(over),
  });
  const unsubscribe = await Promise.all(regency.listeners.map(({ filter, hear }) => broker.subscribe(filter, hear)));
  return {
    profile: { ...exerciseProfile(broker.url), ...(recorder && { callUploads: { listen: recorder.listen, keySecret: recorderSecret } }) },
    secrets: recorder ? { [recorderSecret]: recorder.key } : {},
    brokerUrl: broker.url,
    ring: regency.ring,
    async close() {
      regency.close();
      for (const stop of unsubscribe) stop();
      await broker.close();
    },
  };
}
