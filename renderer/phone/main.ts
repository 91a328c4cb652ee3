import { createClient } from '#contract/client/client.ts';
import { createPortOpener } from '../app/open-port.ts';
import { randomId } from '../state/random-id.ts';
import { beginPhone } from './begin-phone.ts';

/** The page of the hidden window: it has nothing to show, and starts the phone as soon as the station gives it an account. */
const client = createClient({
  openPort: createPortOpener(window),
  name: 'phone',
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

void beginPhone(client, window);
