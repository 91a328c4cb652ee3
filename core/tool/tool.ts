import { parseArgs } from 'node:util';
import { isCommandName } from '#contract/commands.ts';
import { isFeedName, type FeedName } from '#contract/feeds.ts';
import type { Client } from '#contract/client/client.ts';
import { runAudit } from './audit.ts';
import { connectStation } from './connect-station.ts';
import { runDoctor } from './doctor.ts';
import { exitCodes } from './exit-codes.ts';
import { runHeadless } from './headless.ts';
import { runMap } from './map.ts';

const usage = `Usage:
  siaga headless --data-dir D [--listen 127.0.0.1:0] [--profile F]   run a station without windows
  siaga call COMMAND JSON --station URL|DIR [--token T]             ask one command, print its answer
  siaga watch FEED JSON [--once | --for MS] --station URL|DIR       print a feed's updates, one JSON line each
  siaga doctor [--json] --station URL|DIR [--profile F]             examine a station and say what to do
  siaga gateway asterisk --ami HOST:5038 …                          a program of its own, see docs/operate.md
  siaga audit verify --data-dir D [--station S] [--json]             check that the journal is as it was written
  siaga map build|verify|info|install …                             map packs; \`siaga map\` lists how
A station on the network takes its token from --token or SIAGA_TOKEN.
Exit codes: 0 done, 1 answered with a failure or a fault found, 2 usage, 3 no station, 4 refused.
`;

/** The command-line client for installers, scripts and tests. Answers go to standard output, everything else to standard error. */
export async function runTool(values: readonly string[]): Promise<number> {
  const [verb, ...rest] = values;
  switch (verb) {
    case 'headless':
      return runHeadless(rest);
    case 'call':
      return withStation(rest, 2, callCommand);
    case 'watch':
      return withStation(rest, 2, watchFeed);
    case 'audit':
      return runAudit(rest);
    case 'map':
      return runMap(rest);
    case 'doctor':
      return runDoctor(rest);
    default:
      return misuse(verb === undefined ? 'Say what to do.' : `"${verb}" is no command of siaga.`);
  }
}

function misuse(sentence: string): number {
  process.stderr.write(`${sentence}\n${usage}`);
  return exitCodes.usage;
}

type StationCall = { client: Client; name: string; input: unknown; once: boolean; forMs: number | null };

async function withStation(values: readonly string[], names: number, run: (call: StationCall) => Promise<number>): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...values],
      allowPositionals: true,
      options: { station: { type: 'string' }, token: { type: 'string' }, once: { type: 'boolean' }, for: { type: 'string' } },
    });
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
  const [name, json = '{}'] = parsed.positionals;
  if (name === undefined || parsed.positionals.length > names) return misuse('Name one command or feed and its JSON.');
  if (parsed.values.station === undefined) return misuse('--station names the address or data folder of the station.');
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return misuse(`"${json}" is not JSON.`);
  }
  const forMs = parsed.values.for === undefined ? null : Number(parsed.values.for);
  if (forMs !== null && !(forMs >= 0)) return misuse('--for takes milliseconds.');
  const connected = await connectStation(parsed.values.station, parsed.values.token ?? process.env['SIAGA_TOKEN']);
  if (!connected.ok) {
    process.stderr.write(`${connected.sentence}\n`);
    return connected.code === 'refused' ? exitCodes.refused : exitCodes.noStation;
  }
  try {
    return await run({ client: connected.value, name, input, once: parsed.values.once ?? false, forMs });
  } finally {
    connected.value.close();
  }
}

async function callCommand({ client, name, input }: StationCall): Promise<number> {
  if (!isCommandName(name)) return misuse(`"${name}" is no command of the station.`);
  // The station checks the input by the command's schema; whatever was typed may be asked.
  const answer = await client.ask(name, input as never);
  print(answer);
  return answer.ok ? exitCodes.ok : exitCodes.failed;
}

async function watchFeed({ client, name, input, once, forMs }: StationCall): Promise<number> {
  if (!isFeedName(name)) return misuse(`"${name}" is no feed of the station.`);
  const feed: FeedName = name;
  return new Promise((resolve) => {
    const timer = forMs === null ? undefined : setTimeout(() => done(), forMs);
    const end = (code: number): void => {
      clearTimeout(timer);
      resolve(code);
    };
    const done = (): void => end(exitCodes.ok);
    client.follow(
      feed,
      input as never,
      (update) => {
        print(update);
        if (once && (update.mode === 'latest' || update.caughtUp)) done();
      },
      {
        onEnded(reason) {
          process.stderr.write(`${reason.sentence}\n`);
          end(exitCodes.failed);
        },
      },
    );
    process.stdout.once('error', done);
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
