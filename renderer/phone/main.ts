import { createClient } from '#contract/client/client.ts';
import { createPortOpener } from '../app/open-port.ts';
import { randomId } from '../state/random-id.ts';
import { openEventLog } from './event-log.ts';
import { startPhone } from './phone-host.ts';

const askAgainMs = 1_000;

/** The page of the hidden window: it has nothing to show, and starts the phone as soon as the station gives it an account. */
const host = randomId();
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

async function begin(): Promise<void> {
  const answer = await client.ask('phone.begin', { host });
  if (!answer.ok || answer.value.account === null) return void setTimeout(() => void begin(), askAgainMs);
  startPhone({ client, account: answer.value.account, host, log: await openEventLog(window.indexedDB, 'siaga.phone'), window });
}

void begin();
