import { app } from 'electron';
import { createFaultCounter } from './fault-counter.ts';
import type { ShellLog } from './shell-log.ts';
import type { ShellMemory } from './shell-memory.ts';

const deathsTolerated = { times: 3, withinMs: 30_000 };

/**
 * Counts deaths of the graphics process. Too many: Chromium draws by itself for now, and from the next start on the card is not
 * used at all, until `--graphics=hardware` is given. Must run before `ready`. Returns whether the card is off already.
 */
export function careForGraphics(options: { memory: ShellMemory; log: ShellLog; wantsHardware: boolean; now: () => number; onGivenUp: () => void }): boolean {
  const { memory, log } = options;
  const isTooMany = createFaultCounter({ ...deathsTolerated, now: options.now });
  if (options.wantsHardware) memory.rememberSoftwareGraphics(false);
  const isSoftware = memory.hasSoftwareGraphics();
  if (isSoftware) app.commandLine.appendSwitch('disable-gpu');
  // The map needs WebGL; newer Chromium draws it without a card only when told so. Pages are our own.
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  app.on('child-process-gone', (_, { type, reason, exitCode }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    log.warn('the graphics process is gone', { reason, exitCode });
    if (!isTooMany()) return;
    memory.rememberSoftwareGraphics(true);
    log.warn('graphics without the card from now on');
    options.onGivenUp();
  });
  return isSoftware;
}
