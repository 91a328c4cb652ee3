import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { failure, success, type Failure, type Outcome } from '#domain/outcome/outcome.ts';
import { isLoopback } from './http/loopback.ts';
import type { RecordingSettings } from './recordings/keep-recordings.ts';

export type Address = { readonly host: string; readonly port: number };

export type CentralOptions = {
  readonly dataDir: string;
  readonly listen: Address;
  /** Files of a certificate, or the names for which central makes one itself. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | { readonly names: readonly string[] } | null;
  /** A PostgreSQL server; null: the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  /** Where the embedded broker listens; null: none. */
  readonly broker: Address | null;
  /** A broker of the field to which wake-ups go as well. */
  readonly wake: { readonly url: string; readonly authorityFile?: string | undefined; readonly certificateFile?: string | undefined; readonly keyFile?: string | undefined } | null;
  readonly sites: readonly string[];
  /** Where the stations' recordings are kept. */
  readonly recordings: RecordingSettings;
  /** The Mosquitto of the profile's site, whose files are kept as the database has it. */
  readonly upkeep: { readonly profileFile: string; readonly folder: string } | null;
};

export const centralUsage = `Usage:
  central                                   serve, with everything embedded, on 127.0.0.1 only
    --data D            data folder (default: ~/.local/share/siaga-112/central)
    --site S            a site it serves; may be given several times (default: sumenep)
    --listen HOST:PORT  (default 127.0.0.1:8112); anything but this machine needs a certificate:
    --certificate F --key F   chain and key, PEM files; or
    --name HOST         central makes its certificate itself for this name or address; may be given several times
    --database URL      postgres://... instead of the embedded database
    --broker HOST:PORT  the embedded broker, for programs of this machine (default 127.0.0.1:8113); "none" for none
    --profile F --broker-folder D   keeps the files of the site's Mosquitto (see broker-files) up to date and has it read them
    --recordings D      where the stations' recordings are kept (default: recordings in the data folder); centrals on one database share it
    --recordings-reserve GB   so much of that disk is left free (default 5)
    --wake URL          a broker of the site to which wake-ups go; with --wake-authority, --wake-certificate and --wake-key, PEM files
  central code STATION [--site S]           a one-time code with which a new station enrols, good for 24 h
  central provision STATION --out F         a file that makes a workstation that station, without a code: a secret
  central revoke STATION                    shut a station out
  central stations                          who is there, how far, and what was set aside
  central certificate NAME --out D          key and certificate for the site's broker of a bridge, a terminal or, as "central", of central
  central broker-files --profile F --name HOST --out D   configuration, rights and certificates for a Mosquitto of the site
    these ask the central that runs with the same --data, as its supervisor of --site
Each option but --site and --name is also read from the environment, --database from SIAGA_CENTRAL_DATABASE, --wake-key from SIAGA_CENTRAL_WAKE_KEY.
`;

const flags = {
  data: { type: 'string' },
  site: { type: 'string', multiple: true },
  listen: { type: 'string' },
  certificate: { type: 'string' },
  key: { type: 'string' },
  database: { type: 'string' },
  broker: { type: 'string' },
  wake: { type: 'string' },
  'wake-authority': { type: 'string' },
  'wake-certificate': { type: 'string' },
  'wake-key': { type: 'string' },
  out: { type: 'string' },
  profile: { type: 'string' },
  name: { type: 'string', multiple: true },
  'broker-folder': { type: 'string' },
  recordings: { type: 'string' },
  'recordings-reserve': { type: 'string' },
} as const;

export type CentralCall = {
  readonly verb: string | undefined;
  readonly subject: string | undefined;
  readonly out: string | undefined;
  readonly profile: string | undefined;
  readonly names: readonly string[];
  readonly options: CentralOptions;
};

export function readCentralCall(values: readonly string[], environment: NodeJS.ProcessEnv): Outcome<CentralCall> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...values], allowPositionals: true, options: flags });
  } catch (error) {
    return failure('usage', error instanceof Error ? error.message : String(error));
  }
  const given = { ...fromEnvironment(environment), ...parsed.values };
  const listen = readAddress(given.listen ?? '127.0.0.1:8112');
  const broker = given.broker === 'none' ? null : readAddress(given.broker ?? '127.0.0.1:8113');
  if (!listen || broker === undefined) return failure('usage', 'An address is HOST:PORT.');
  if ((given.certificate === undefined) !== (given.key === undefined)) return failure('usage', '--certificate and --key come together.');
  const named = parsed.positionals.length === 0 && given.name !== undefined ? { names: given.name } : null;
  const tls = given.certificate !== undefined && given.key !== undefined ? { certificateFile: given.certificate, keyFile: given.key } : named;
  const folder = given['broker-folder'];
  if (folder !== undefined && given.profile === undefined) return failure('usage', '--broker-folder needs the --profile of the site.');
  const databaseUrl = given.database ?? null;
  const serves = parsed.positionals.length === 0;
  const reserveGB = Number(given['recordings-reserve'] ?? 5);
  if (!(reserveGB >= 0)) return failure('usage', '--recordings-reserve takes a number of gigabytes.');
  const dataDir = given.data ?? defaultDataFolder(environment);
  const refusal = serves ? (refusePlainListening(listen, tls !== null, broker) ?? refusePlainText(databaseUrl, given.wake)) : null;
  if (refusal) return refusal;
  const wakeFiles = { authorityFile: given['wake-authority'], certificateFile: given['wake-certificate'], keyFile: given['wake-key'] };
  const [verb, subject] = parsed.positionals;
  return success({
    verb,
    subject,
    out: given.out,
    profile: given.profile,
    names: given.name ?? [],
    options: {
      dataDir,
      listen,
      tls,
      databaseUrl,
      broker,
      wake: given.wake === undefined ? null : { url: given.wake, ...wakeFiles },
      sites: given.site ?? ['sumenep'],
      recordings: { folder: given.recordings ?? join(dataDir, 'recordings'), reserveBytes: reserveGB * 1e9 },
      upkeep: folder !== undefined && given.profile !== undefined ? { profileFile: given.profile, folder } : null,
    },
  });
}

type Flag = Exclude<keyof typeof flags, 'site' | 'name'>;

function fromEnvironment(environment: NodeJS.ProcessEnv): Partial<Record<Flag, string>> {
  const single = Object.keys(flags).filter((flag): flag is Flag => flag !== 'site' && flag !== 'name');
  return Object.fromEntries(single.flatMap((flag) => {
    const value = environment[`SIAGA_CENTRAL_${flag.toUpperCase().replaceAll('-', '_')}`];
    return value === undefined || value === '' ? [] : [[flag, value]];
  }));
}

function refusePlainListening(listen: Address, isSafe: boolean, broker: Address | null): Failure | null {
  if (!isSafe && !isLoopback(listen.host)) return failure('tls-required', `Listening on ${listen.host} needs a certificate: --certificate and --key, or --name.`);
  if (broker && !isLoopback(broker.host)) return failure('tls-required', 'The embedded broker is for this machine only; seats on a wire meet at a Mosquitto (central broker-files).');
  return null;
}

/** What leaves this computer is encrypted, on the way to the database and to the broker too. */
function refusePlainText(databaseUrl: string | null, wakeUrl: string | undefined): Failure | null {
  const database = databaseUrl === null ? null : URL.parse(databaseUrl);
  if (databaseUrl !== null && !/^postgres(ql)?:$/.test(database?.protocol ?? '')) return failure('usage', '--database takes postgres://USER@HOST/NAME.');
  const isSocket = database && (database.hostname === '' || database.searchParams.get('host')?.startsWith('/') === true);
  if (database && !isSocket && !isLoopback(database.hostname) && !/^(require|verify-ca|verify-full)$/.test(database.searchParams.get('sslmode') ?? '')) {
    return failure('tls-required', 'The database is on another machine: add ?sslmode=verify-full to its address.');
  }
  const wake = wakeUrl === undefined ? null : URL.parse(wakeUrl);
  if (wakeUrl !== undefined && !/^(mqtts?|wss?):$/.test(wake?.protocol ?? '')) return failure('usage', '--wake takes mqtts://HOST:PORT.');
  if (wake && /^(mqtt|ws):$/.test(wake.protocol) && !isLoopback(wake.hostname)) return failure('tls-required', 'The broker is on another machine: use mqtts://.');
  return null;
}

function readAddress(text: string): Address | undefined {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host !== undefined && port <= 65_535 ? { host, port } : undefined;
}

function defaultDataFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment['LOCALAPPDATA'] ?? environment['XDG_DATA_HOME'];
  const home = named !== undefined && isAbsolute(named) ? named : join(homedir(), '.local', 'share');
  return join(home, 'siaga-112', 'central');
}
