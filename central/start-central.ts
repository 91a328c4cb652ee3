import { createLog } from '#ledger/log.ts';
import { askCentral } from './ask-central.ts';
import { centralUsage, readCentralCall, type CentralCall } from './options.ts';
import { serveCentral } from './serve.ts';

const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
const log = createLog((line) => process.stderr.write(line), Date.now);

async function run(): Promise<number> {
  const read = readCentralCall(process.argv.slice(2), process.env);
  if (!read.ok || process.argv.includes('help')) {
    process.stderr.write(`${read.ok ? '' : `${read.sentence}\n`}${read.ok || read.code === 'usage' ? centralUsage : ''}`);
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
  const { url, brokerUrl, authorityFile, firstCodes } = started.value;
  process.stdout.write(`${JSON.stringify({ url, broker: brokerUrl, authority: authorityFile, sites: options.sites, data: options.dataDir })}\n`);
  process.stderr.write(`Central is ready at ${url}${authorityFile === null ? '' : `; stations believe it by ${authorityFile} (central.authorityFile)`}.\n`);
  for (const { site, station, code } of firstCodes) process.stderr.write(`The first station of ${site}, ${station}, enrols with the code ${code}, good once and for 24 h.\n`);
  process.stderr.write('A code for another: npm run central -- code STATION. It goes where the profile of the station says (central.enrolmentFile).\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await started.value.close();
  return exitCodes.ok;
}

// Whoever reads the output may leave before central does; that must not end it.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
process.exitCode = await run();
