// A station that is killed: receives, stores the first messages only, and prints each. Arguments: URL, client id, filter, number to store.
import { connectBroker } from '#core/sources/broker-connection.ts';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#core/log.ts';

const [url = '', clientId = '', filter = '', storing = '0'] = process.argv.slice(2);
let left = Number(storing);

connectBroker({
  settings: { id: 'test', url },
  clientId,
  filters: [filter],
  readSecret: () => undefined,
  clock: systemClock,
  log: createLog(() => undefined, Date.now),
  onHealth: () => undefined,
  receive(message, stored) {
    process.stdout.write(`${Buffer.from(message.payload).toString()}\n`);
    if (left > 0) stored();
    left -= 1;
  },
});
