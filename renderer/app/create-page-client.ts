import { createClient, type Client } from '#contract/client/client.ts';
import { randomId } from '../state/random-id.ts';
import { createPortOpener } from './open-port.ts';

/** A page's client of the station: its own port and timers; a defect is reported as the page's own. */
export function createPageClient(page: Window, name: string): Client {
  return createClient({
    openPort: createPortOpener(page),
    name,
    clock: {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    newRequestId: randomId,
    onDefect: (message, error) => reportError(new Error(message, { cause: error })),
  });
}
