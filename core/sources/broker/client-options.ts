import { readFileSync } from 'node:fs';
import type { IClientOptions } from 'mqtt';
import type { BrokerSettings } from '#contract/profile.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

/** How long the broker keeps our queue while we are away: one shift. */
const sessionExpiryS = 8 * 60 * 60;
/** Messages the broker may send before the first is acknowledged (MQTT 5). An older Mosquitto allows 20. */
const receiveMaximum = 2_000;
/** Only the broker counts with it; this end notices silence earlier, by its own pings. */
const keepaliveS = 10;

/** Options of mqtt.js for one attempt. Secrets and certificate files are read anew, so that a renewed one works at once. */
export function clientOptions(
  settings: BrokerSettings,
  options: { clientId: string; protocolVersion: 4 | 5; connectTimeoutMs: number; readSecret: (name: string) => string | undefined },
): Outcome<IClientOptions> {
  const read = (file: string): Outcome<Buffer> => {
    try {
      return success(readFileSync(file));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return failure('broker-file', `The file ${file} cannot be read (${code}).`);
    }
  };
  const credentials: Pick<IClientOptions, 'username' | 'password' | 'ca' | 'cert' | 'key'> = {};
  if (settings.user !== undefined) credentials.username = settings.user;
  if (settings.passwordSecret !== undefined) {
    const password = options.readSecret(settings.passwordSecret);
    if (password === undefined) return failure('broker-secret', `The secret "${settings.passwordSecret}" is not set on this station.`);
    credentials.password = password;
  }
  for (const [key, file] of [['ca', settings.authorityFile], ['cert', settings.certificateFile], ['key', settings.keyFile]] as const) {
    if (file === undefined) continue;
    const content = read(file);
    if (!content.ok) return content;
    credentials[key] = content.value;
  }
  return success({
    ...credentials,
    clientId: options.clientId,
    protocolVersion: options.protocolVersion,
    clean: false,
    ...(options.protocolVersion === 5 ? { properties: { sessionExpiryInterval: sessionExpiryS, receiveMaximum } } : {}),
    keepalive: keepaliveS,
    connectTimeout: options.connectTimeoutMs,
    // When to try again, and with what, is decided by the broker connection.
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  });
}
