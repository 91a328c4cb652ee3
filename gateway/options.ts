import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { AmiAddress } from './asterisk/ami-line.ts';
import type { BrokerAddress } from './mqtt/broker-session.ts';
import type { Dialplan } from './orders/actions-of-order.ts';
import { readSecret } from '#ledger/secrets.ts';

export type GatewayOptions = {
  readonly site: string;
  /** First part of every call's id. */
  readonly pbx: string;
  /** Name under which link and beat are published; two gateways of one telephone system share it. */
  readonly producer: string;
  /** Tells two gateways of one producer apart. */
  readonly instance: string;
  readonly ami: AmiAddress & { readonly user: string; readonly readSecret: () => string | undefined };
  readonly broker: BrokerAddress;
  readonly areaCode: string | undefined;
  readonly wrapUpMs: number;
  readonly shortWaitMs: number;
  readonly exercise: boolean;
  readonly agents: Readonly<Record<string, string>>;
  readonly dialplan: Dialplan;
  readonly interfacePattern: string;
};

export const gatewayUsage = `Usage: siaga gateway asterisk --ami HOST:5038 --ami-user NAME --mqtt mqtts://HOST:8883 --site SITE --pbx NAME [options]
  --ami-secret S            name of the manager's password among the service's credentials, or SIAGA_SECRET_<S> (default: ami)
  --ami-secret-file F       file with the password, instead
  --ami-tls, --ami-authority F   TLS to the manager; PEM of its authority
  --mqtt-user U, --mqtt-secret S, --mqtt-secret-file F   user and password at the broker
  --mqtt-authority F, --mqtt-certificate F, --mqtt-key F  PEM files for mqtts://
  --producer NAME           name of link and beat (default: the name of --pbx); two gateways of one telephone system share it
  --instance NAME           tells two gateways of one producer apart (default: computer and process)
  --agents F                JSON: staff id by interface, {"PJSIP/101":"siti"}; others are known by the number in their interface
  --area-code 328           of the site, without zero: makes local numbers whole
  --wrap-up S               wrap-up where the queue does not say it, in seconds (default 0)
  --short-wait S            given up earlier counts as abandoned_short, in seconds (default 5)
  --dial-context C, --queue-context C   of the dialplan: where numbers and operators are dialled, where queues are extensions (default from-internal, ext-queues)
  --interface P             interface of an operator who is in no queue yet (default PJSIP/{agent})
  --exercise                marks everything as exercise
`;

const level = /^[A-Za-z0-9._-]{1,64}$/;

/** Reads the command line; every fault is a sentence. Passwords are never part of it. */
export function readGatewayOptions(values: readonly string[]): Outcome<GatewayOptions> {
  const text = { type: 'string' } as const;
  let given;
  try {
    given = parseArgs({
      args: [...values],
      options: {
        ami: text, 'ami-user': text, 'ami-secret': text, 'ami-secret-file': text, 'ami-tls': { type: 'boolean' }, 'ami-authority': text,
        mqtt: text, 'mqtt-user': text, 'mqtt-secret': text, 'mqtt-secret-file': text, 'mqtt-authority': text, 'mqtt-certificate': text, 'mqtt-key': text,
        site: text, pbx: text, producer: text, instance: text, agents: text, 'area-code': text, 'wrap-up': text, 'short-wait': text,
        'dial-context': text, 'queue-context': text, interface: text, exercise: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return failure('usage', error instanceof Error ? error.message : String(error));
  }
  const { site, pbx, mqtt } = given;
  const producer = given.producer ?? pbx;
  const instance = given.instance ?? `${hostname().replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 40)}-${process.pid}`;
  for (const [name, value] of [['site', site], ['pbx', pbx], ['producer', producer], ['instance', instance]] as const) {
    if (value === undefined || !level.test(value)) return failure('usage', `--${name} takes up to 64 letters, digits, dots, dashes and underscores.`);
  }
  const ami = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(given.ami ?? '');
  if (!ami) return failure('usage', '--ami takes HOST:PORT of the manager.');
  if (given['ami-user'] === undefined) return failure('usage', '--ami-user names the user of the manager.');
  if (mqtt === undefined || !/^(mqtts?|wss?):\/\/[^/]/.test(mqtt)) return failure('usage', '--mqtt takes the address of the broker, such as mqtts://mqtt.example:8883.');
  if (/\/\/[^/]*:[^/]*@/.test(mqtt)) return failure('usage', 'A password does not belong into --mqtt; use --mqtt-user and --mqtt-secret.');
  const seconds = [given['wrap-up'] ?? '0', given['short-wait'] ?? '5'].map(Number);
  const [wrapUpS = NaN, shortWaitS = NaN] = seconds;
  if (!seconds.every((value) => value >= 0 && value <= 86_400)) return failure('usage', '--wrap-up and --short-wait take seconds.');
  if (given['area-code'] !== undefined && !/^[2-9]\d{1,3}$/.test(given['area-code'])) return failure('usage', '--area-code takes the digits without the zero.');
  const agents = readAgents(given.agents);
  if (!agents.ok) return agents;
  return success({
    site: site ?? '',
    pbx: pbx ?? '',
    producer: producer ?? '',
    instance,
    ami: {
      host: ami[1] ?? ami[2] ?? '',
      port: Number(ami[3] ?? 5038),
      tls: given['ami-tls'] ?? false,
      authorityFile: given['ami-authority'],
      user: given['ami-user'],
      readSecret: secretReader(given['ami-secret-file'], given['ami-secret'] ?? 'ami'),
    },
    broker: {
      url: mqtt,
      user: given['mqtt-user'],
      readPassword: secretReader(given['mqtt-secret-file'], given['mqtt-secret']),
      authorityFile: given['mqtt-authority'],
      certificateFile: given['mqtt-certificate'],
      keyFile: given['mqtt-key'],
    },
    areaCode: given['area-code'],
    wrapUpMs: wrapUpS * 1_000,
    shortWaitMs: shortWaitS * 1_000,
    exercise: given.exercise ?? false,
    agents: agents.value,
    dialplan: { dialContext: given['dial-context'] ?? 'from-internal', queueContext: given['queue-context'] ?? 'ext-queues' },
    interfacePattern: given.interface ?? 'PJSIP/{agent}',
  });
}

/** Read at each attempt, so that a password changed meanwhile works at once. */
function secretReader(file: string | undefined, name: string | undefined): () => string | undefined {
  if (file === undefined) return () => (name === undefined ? undefined : readSecret(name));
  return () => {
    try {
      return readFileSync(file, 'utf8').trimEnd();
    } catch {
      return undefined;
    }
  };
}

function readAgents(file: string | undefined): Outcome<Record<string, string>> {
  if (file === undefined) return success({});
  try {
    const table: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isTable = typeof table === 'object' && table !== null && Object.values(table).every((id) => typeof id === 'string' && level.test(id));
    if (isTable) return success(table as Record<string, string>);
  } catch {
    // Said below.
  }
  return failure('usage', `${file} is no JSON table of staff ids by interface.`);
}
