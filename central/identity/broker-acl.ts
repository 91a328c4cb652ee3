import type { BrokerRights } from './broker-rights.ts';

/** Names of the files that make a Mosquitto the broker of a site. */
export const brokerFileNames = {
  configuration: 'mosquitto.conf',
  rights: 'rights.acl',
  authority: 'authority.pem',
  certificate: 'broker.pem',
  key: 'broker.key',
  revoked: 'revoked.crl',
  pid: 'mosquitto.pid',
} as const;

/** Mosquitto's list of rights. Names are checked where certificates are issued and profiles read: none holds a wildcard or a line break. */
export function mosquittoRights(rights: readonly BrokerRights[]): string {
  const blocks = rights.map(({ user, write, read }) => [`user ${user}`, ...write.map((topic) => `topic write ${topic}`), ...read.map((topic) => `topic read ${topic}`)].join('\n'));
  return `# Made by central from the site profile; it is written anew when a station is shut out.\n${blocks.join('\n\n')}\n`;
}

/**
 * Mosquitto's configuration: TLS and a certificate of the site's authority for everybody, the certificate's name as user name and as client id, so that
 * nobody takes over another's session. There is no plain listener.
 */
export function mosquittoConfiguration(options: { folder: string; port: number; largestMessageBytes?: number }): string {
  const file = (name: string): string => `${options.folder}/${name}`;
  return [
    '# Made by central from the site profile.',
    'per_listener_settings false',
    'allow_anonymous false',
    `acl_file ${file(brokerFileNames.rights)}`,
    `max_packet_size ${options.largestMessageBytes ?? 4_194_304}`,
    // What Mosquitto holds by itself for one who is slow or away, 1,000, is gone in a moment when a whole queue of calls moves.
    'max_queued_messages 100000',
    'max_queued_bytes 268435456',
    'persistence true',
    `persistence_location ${options.folder}/`,
    `pid_file ${file(brokerFileNames.pid)}`,
    `listener ${options.port}`,
    'protocol mqtt',
    'tls_version tlsv1.2',
    `cafile ${file(brokerFileNames.authority)}`,
    `certfile ${file(brokerFileNames.certificate)}`,
    `keyfile ${file(brokerFileNames.key)}`,
    `crlfile ${file(brokerFileNames.revoked)}`,
    'require_certificate true',
    'use_identity_as_username true',
    'use_username_as_clientid true',
    '',
  ].join('\n');
}
