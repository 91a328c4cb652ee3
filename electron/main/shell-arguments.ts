import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type ShellArguments = {
  readonly dataDir: string;
  /** What core is started with. */
  readonly coreArguments: readonly string[];
  readonly isExercise: boolean;
  /** Overrides the choice by what this Electron can load. */
  readonly coreHome: 'utility' | 'child' | null;
  /** Another core to run, for tests of the hand-over; never in a package. */
  readonly coreEntry: string | null;
  /** Takes back the software graphics that earlier faults of the graphics process led to. */
  readonly wantsHardwareGraphics: boolean;
};

/**
 * Reads `--data-dir D --profile F --core-home=utility|child --core-entry=F --graphics=hardware`; what else stands on the
 * command line is Chromium's. Without a profile it is an exercise, which never shares a folder with real work.
 */
export function readShellArguments(values: readonly string[], environment: NodeJS.ProcessEnv, home: string): ShellArguments {
  const { values: given } = parseArgs({
    args: [...values],
    strict: false,
    options: {
      'data-dir': { type: 'string' },
      profile: { type: 'string' },
      'core-home': { type: 'string' },
      'core-entry': { type: 'string' },
      graphics: { type: 'string' },
    },
  });
  const profile = textOf(given.profile);
  const dataDir = textOf(given['data-dir']) ?? join(dataHome(environment, home), 'siaga-112', profile === null ? 'exercise' : 'station');
  const coreHome = textOf(given['core-home']);
  const coreEntry = textOf(given['core-entry']);
  return {
    dataDir: resolve(dataDir),
    coreArguments: ['--data-dir', resolve(dataDir), ...(profile === null ? [] : ['--profile', resolve(profile)])],
    isExercise: profile === null,
    coreHome: coreHome === 'utility' || coreHome === 'child' ? coreHome : null,
    coreEntry: coreEntry === null ? null : resolve(coreEntry),
    wantsHardwareGraphics: given.graphics === 'hardware',
  };
}

/** Where programs keep data on this computer alone: a database must not roam with a Windows profile. */
function dataHome(environment: NodeJS.ProcessEnv, home: string): string {
  const named = environment['LOCALAPPDATA'] ?? environment['XDG_DATA_HOME'];
  return named !== undefined && isAbsolute(named) ? named : join(home, '.local', 'share');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
