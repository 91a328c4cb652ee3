import { systemClock } from '#ledger/clock.ts';
import { createLog } from '#ledger/log.ts';
import { outliveOutput } from '#ledger/outlive-output.ts';
import { startAsteriskGateway } from './asterisk-gateway.ts';
import { gatewayUsage, readGatewayOptions } from './options.ts';

/** Wrong usage, as of the command-line client. */
const usageExit = 2;

outliveOutput();
process.exitCode = await run(process.argv.slice(2));

/** Runs until a signal; then says that it stopped, so that another gateway takes over at once. */
async function run([kind, ...values]: readonly string[]): Promise<number> {
  const read = readGatewayOptions(values);
  if (kind !== 'asterisk' || !read.ok) {
    process.stderr.write(`${read.ok || kind !== 'asterisk' ? 'Say which telephone system: asterisk.' : read.sentence}\n${gatewayUsage}`);
    return usageExit;
  }
  const log = createLog((line) => process.stderr.write(line), systemClock.now);
  const gateway = startAsteriskGateway(read.value, { clock: systemClock, log });
  process.stdout.write(`${JSON.stringify({ gateway: 'asterisk', site: read.value.site, pbx: read.value.pbx, producer: read.value.producer, instance: read.value.instance })}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await gateway.close();
  return 0;
}
