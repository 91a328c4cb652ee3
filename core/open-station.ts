import { readFileSync } from 'node:fs';
import { readProfile, type Profile } from '#contract/profile.ts';
import { failure, success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { systemClock } from './clock.ts';
import type { Core, CoreOptions } from './core-options.ts';
import { createCore } from './core.ts';
import { startExercise } from './exercise/start-exercise.ts';
import type { Operator } from './http/access-tokens.ts';
import { createLog } from './log.ts';
import { resourcesFolder } from './resources.ts';
import { readSecret } from '#ledger/secrets.ts';
import packageFile from '../package.json' with { type: 'json' };

export type Station = {
  readonly core: Core;
  readonly profile: Profile;
  /** Who sits at a window of this station itself. */
  readonly operator: Operator;
  /** The database is damaged: close this station and open it again, which rebuilds it. */
  readonly damaged: Promise<void>;
  close(): Promise<void>;
};

export const stationLog = createLog((line) => process.stderr.write(line), systemClock.now);

/** Starts a station on real brokers with a profile, or on the simulated Sumenep without one. */
export async function openStation(options: { dataDir: string; profileFile: string | null }, onRinging: (isOn: boolean) => void = () => undefined): Promise<Outcome<Station>> {
  const exercise = options.profileFile === null ? await startExercise({ clock: systemClock, log: stationLog, withVoices: true }) : null;
  const read = exercise ? readProfile(JSON.stringify(exercise.profile)) : readProfileFile(options.profileFile ?? '');
  const refuse = async (refusal: Failure): Promise<Failure> => {
    await exercise?.close();
    return refusal;
  };
  if (!read.ok) return refuse(read);
  let onDamaged = (): void => undefined;
  const damaged = new Promise<void>((resolve) => (onDamaged = resolve));
  const opened = openCore(options.dataDir, read.value, { onDamaged: () => onDamaged(), onRinging, readSecret: (name) => exercise?.secrets[name] ?? readSecret(name) });
  if (!opened.ok) return refuse(opened);
  const core = opened.value;
  const profile = read.value;
  return success({
    core,
    profile,
    operator: { operator: profile.station.operator ?? profile.station.name, supervisor: profile.station.supervisor ?? false },
    damaged,
    async close() {
      await core.close();
      await exercise?.close();
    },
  });
}

/** Core on this computer's clock, secrets and shipped resources. */
export function openCore(dataDir: string, profile: Profile, told: Partial<Pick<CoreOptions, 'onDamaged' | 'onRinging' | 'readSecret'>> = {}): Outcome<Core> {
  return createCore({
    dataDir,
    profile,
    resources: resourcesFolder(import.meta.url),
    version: packageFile.version,
    clock: systemClock,
    log: stationLog,
    readSecret,
    safeFolder: process.env['SIAGA_SAFE_FOLDER'],
    ...told,
  });
}

export function readProfileFile(file: string): Outcome<Profile> {
  try {
    return readProfile(readFileSync(file, 'utf8'));
  } catch (error) {
    return failure('profile-unreadable', `The profile ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
