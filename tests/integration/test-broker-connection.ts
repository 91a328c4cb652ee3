import { connectBroker, type BrokerConnection } from '#core/sources/broker-connection.ts';
import { systemClock } from '#core/clock.ts';
import { createLog } from '#core/log.ts';
import type { BrokerSettings } from '#contract/profile.ts';
import type { Message } from '#domain/facts/fact.ts';
import type { Health } from '#domain/links/link.ts';

export type Received = { readonly message: Message; readonly text: string; readonly stored: () => void };
export type TestConnection = BrokerConnection & { readonly received: Received[]; readonly healths: (Health & { readonly atMs: number })[] };

/** A broker connection that writes down what it receives and each change of its health. */
export function testBrokerConnection(options: {
  settings: Omit<BrokerSettings, 'id'>;
  clientId: string;
  filters?: readonly string[];
  secrets?: Record<string, string>;
  /** What to do with a message; by default it is stored at once. */
  onMessage?: (received: Received) => void;
}): TestConnection {
  const received: Received[] = [];
  const healths: (Health & { atMs: number })[] = [];
  const connection = connectBroker({
    settings: { id: 'test', ...options.settings },
    clientId: options.clientId,
    filters: options.filters ?? [],
    readSecret: (name) => options.secrets?.[name],
    clock: systemClock,
    log: createLog(() => undefined, Date.now),
    onHealth: () => healths.push({ ...connection.health(), atMs: Date.now() }),
    receive(message, stored) {
      const each = { message, text: Buffer.from(message.payload).toString(), stored };
      received.push(each);
      if (options.onMessage) options.onMessage(each);
      else stored();
    },
  });
  return { ...connection, received, healths };
}
