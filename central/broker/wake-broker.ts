import { readFileSync } from 'node:fs';
import { connect } from 'mqtt';
import type { Log } from '#ledger/log.ts';
import type { CentralOptions } from '../options.ts';

/** A broker of the field that hears of wake-ups. Losing one costs a moment: stations ask by themselves every few seconds. */
export function connectWakeBroker(settings: NonNullable<CentralOptions['wake']>, log: Log): { publish(topic: string, payload: string): void; close(): Promise<void> } {
  const read = (file: string | undefined): { readonly pem: Buffer } | undefined => (file === undefined ? undefined : { pem: readFileSync(file) });
  const [authority, certificate, key] = [read(settings.authorityFile), read(settings.certificateFile), read(settings.keyFile)];
  const client = connect(settings.url, {
    ...(authority && { ca: authority.pem }),
    ...(certificate && { cert: certificate.pem }),
    ...(key && { key: key.pem }),
    queueQoSZero: false,
    reconnectPeriod: 2_000,
  });
  client.on('connect', () => log.info('connected to the broker for wake-ups'));
  client.on('error', (error) => log.warn('the broker for wake-ups', { reason: error.message }));
  return {
    publish: (topic, payload) => void client.publish(topic, payload, { qos: 0 }),
    close: () => client.endAsync(true),
  };
}
