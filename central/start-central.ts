import { createLog } from '#ledger/log.ts';
import { askCentral } from './ask-central.ts';
import { centralUsage, readCentralCall, type CentralCall } from './options.ts';
import { serveCentral } from './serve.ts';

const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
const log = createLog((line) => process.stderr.write(`${line}\n`), Date.now);

async function run(): Promise<number> {
  const read = readCentralCall(process.argv.slice(2), process.env);
  if (!read.ok || process.argv.includes('help')) {
    process.stderr.write(`${read.ok ? '' : `${read.sentence}\n`}${centralUsage}`);
    return exitCodes.usage;
  }
  if (read.value.verb === undefined) return serve(read.value);
  const answer = await askCentral(read.value);
  if (answer.ok) process.stdout.write(`${answer.value}\n`);
  else process.stderr.write(`${answer.sentence}\n${answer.code === 'usage' ? centralUsage : ''}`);
  return answer.ok ? exitCodes.ok : exitCodes.failed;
}

async function serve({ options }: CentralCall): Promise<number> {
  const started = await serveCentral(options, log);
  if (!started.ok) {
    process.stderr.write(`${started.sentence}\n`);
    return exitCodes.failed;
  }
  const { url, brokerUrl } = started.value;
  process.stdout.write(`${JSON.stringify({ url, broker: brokerUrl, sites: options.sites, data: options.dataDir })}\n`);
  process.stderr.write(`Central is ready at ${url}. To enrol a station: npm run central -- code STATION, then put the code where its profile says (central.enrolmentFile).\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await started.value.close();
  return exitCodes.ok;
}

process.exitCode = await run();
